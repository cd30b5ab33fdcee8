"""The places and bodies that are known by themselves: countries with their people, cities, others.

A name is known in any case: who types without capitals still names places, and these are the ones
that a news corpus is asked about most.
"""

from __future__ import annotations

from typing import Final, Literal

Sort = Literal["country", "state", "party"]

# The names of one country, its people and adjective; the first is the key.
_COUNTRIES: Final = """
    united states|us|u.s|usa|u.s.a|america|american|americans;
    united kingdom|uk|u.k|britain|british|britons|great britain; china|chinese;
    russia|russian|russians; north korea|north korean|north koreans|dprk;
    south korea|south korean|south koreans; japan|japanese; india|indian|indians; france|french;
    germany|german|germans; italy|italian|italians; spain|spanish|spaniards; portugal|portuguese;
    ukraine|ukrainian|ukrainians; poland|polish|poles; turkey|turkish|türkiye;
    iran|iranian|iranians; iraq|iraqi|iraqis; israel|israeli|israelis; syria|syrian|syrians;
    lebanon|lebanese; egypt|egyptian|egyptians; saudi arabia|saudi|saudis; yemen|yemeni|yemenis;
    qatar|qatari; jordan|jordanian|jordanians; united arab emirates|uae|emirati; kuwait|kuwaiti;
    bahrain|bahraini; oman|omani; afghanistan|afghan|afghans; pakistan|pakistani|pakistanis;
    bangladesh|bangladeshi; sri lanka|sri lankan; nepal|nepali|nepalese; bhutan|bhutanese;
    myanmar|burma|burmese; thailand|thai; vietnam|vietnamese; cambodia|cambodian; laos|laotian;
    malaysia|malaysian; singapore|singaporean; indonesia|indonesian;
    philippines|philippine|filipino|filipinos; taiwan|taiwanese; mongolia|mongolian;
    kazakhstan|kazakh; uzbekistan|uzbek; georgia|georgian; armenia|armenian; azerbaijan|azerbaijani;
    australia|australian|australians; new zealand|new zealander|new zealanders; papua new guinea;
    fiji|fijian; canada|canadian|canadians; mexico|mexican|mexicans; cuba|cuban|cubans;
    haiti|haitian|haitians; jamaica|jamaican; dominican republic|dominican; guatemala|guatemalan;
    honduras|honduran; el salvador|salvadoran; nicaragua|nicaraguan; costa rica|costa rican;
    panama|panamanian; colombia|colombian|colombians; venezuela|venezuelan|venezuelans;
    ecuador|ecuadorian; peru|peruvian; bolivia|bolivian; brazil|brazilian|brazilians; chile|chilean;
    paraguay|paraguayan; argentina|argentine|argentinian|argentines; uruguay|uruguayan;
    iceland|icelandic; ireland|irish; scotland|scottish; wales|welsh; england|english;
    norway|norwegian|norwegians; sweden|swedish|swedes; denmark|danish|danes; finland|finnish;
    estonia|estonian; latvia|latvian; lithuania|lithuanian; belarus|belarusian; moldova|moldovan;
    romania|romanian; bulgaria|bulgarian; greece|greek|greeks; albania|albanian;
    serbia|serbian|serbs; croatia|croatian; slovenia|slovenian; bosnia|bosnian; kosovo|kosovar;
    hungary|hungarian; slovakia|slovak; austria|austrian; switzerland|swiss;
    netherlands|dutch|holland; belgium|belgian; luxembourg; czech republic|czech|czechia;
    malta|maltese; cyprus|cypriot; libya|libyan; tunisia|tunisian; algeria|algerian;
    morocco|moroccan; sudan|sudanese; south sudan|south sudanese; ethiopia|ethiopian;
    eritrea|eritrean; somalia|somali; kenya|kenyan|kenyans; uganda|ugandan; rwanda|rwandan;
    tanzania|tanzanian; nigeria|nigerian|nigerians; ghana|ghanaian; senegal|senegalese; mali|malian;
    niger|nigerien; chad|chadian; cameroon|cameroonian; south africa|south african|south africans;
    zimbabwe|zimbabwean; zambia|zambian; angola|angolan; mozambique|mozambican; congo|congolese;
    madagascar|malagasy; namibia|namibian; botswana; ivory coast|ivorian; liberia|liberian;
    sierra leone;
    bahamas|bahamian; barbados|barbadian; belize; benin; brunei; burkina faso; burundi; cape verde;
    djibouti; east timor; eswatini; gabon; gambia; grenada; guinea; guyana; kyrgyzstan|kyrgyz;
    lesotho; liechtenstein; malawi; maldives; mauritania; mauritius; monaco; montenegro;
    north macedonia; palestine|palestinian|palestinians; samoa; suriname; tajikistan|tajik; togo;
    tonga; trinidad and tobago; turkmenistan|turkmen; vanuatu; vatican;
"""
_STATES: Final = """
    alabama; alaska; arizona; arkansas; california|calif; colorado; connecticut; delaware; florida;
    hawaii; idaho; illinois; indiana; iowa; kansas; kentucky; louisiana; maine; maryland;
    massachusetts; michigan|mich; minnesota; mississippi; missouri; montana; nebraska; nevada;
    new hampshire; new jersey; new mexico; north carolina; north dakota; ohio; oklahoma; oregon;
    pennsylvania; rhode island; south carolina; south dakota; tennessee; texas; utah; vermont;
    virginia; west virginia; wisconsin; wyoming; guam; puerto rico;
"""
_PARTIES: Final = """
    republican party|gop|republican|republicans; democratic party|democrats|democrat|democratic;
"""
# Cities, bodies, firms, feasts.
_OTHERS: Final = """
    abuja; africa; african; airbus; algiers; amazon; amsterdam; ankara; antarctica; asia; asian;
    athens; atlanta; baghdad; baltimore; bangkok; bbc; beijing; beirut; berlin; boeing; bogota;
    boston; brussels; bts; bucharest; budapest; cairo; canberra; caracas; chicago; christmas;
    cia; cnn; copenhagen; crimea; dallas; damascus; delhi; denver; detroit; disney; doha; dubai;
    easter; europe; european; facebook; fbi; fifa; gaza; google; greenland; halloween; hanoi;
    havana; helsinki; houston; ibm; instagram; islamabad; istanbul; jakarta; jerusalem;
    johannesburg; juneteenth; kabul; kashmir; kathmandu; kcna; kiev; korean; kurdish; kyiv;
    lagos; lgbtq; lima; lisbon; london; madrid; manila; melbourne; miami; microsoft; minsk; mlb;
    moderna; montreal; moscow; mumbai; nairobi; nasa; nato; nba; netflix; nfl; nhl; nvidia;
    opec; openai; oslo; ottawa; paris; pfizer; philadelphia; prague; pretoria; pyongyang;
    ramadan; riyadh; rome; santiago; seattle; seoul; shanghai; sofia; spacex; starbucks;
    stockholm; sydney; tehran; tesla; thanksgiving; tibet; tiktok; tokyo; toronto; toyota;
    tripoli; tunis; twitter; uefa; unesco; unicef; vienna; vladivostok; walmart; warsaw;
    washington; youtube;
    black sea; buenos aires; cape town; european union; hong kong; las vegas; los angeles;
    mexico city; middle east; new delhi; new orleans; new york; new york city; red sea;
    rio de janeiro; san diego; san francisco; sao paulo; south china sea; super bowl;
    supreme court; tel aviv; united nations; wall street; washington dc; west bank; white house;
    world cup
"""
# They are common words in another sense, or short for common names, when they are typed small.
_COMMON: Final = frozenset({"us", "polish", "poles", "mich", "calif"})


def _entries(table: str) -> list[list[str]]:
    entries = table.replace("\n", ";").split(";")
    return [[name.strip() for name in entry.split("|")] for entry in entries if entry.strip()]


def _sorted_names() -> dict[str, tuple[Sort, str]]:
    tables: tuple[tuple[Sort, str], ...] = (
        ("country", _COUNTRIES),
        ("state", _STATES),
        ("party", _PARTIES),
    )
    return {
        name: (sort, names[0])
        for sort, table in tables
        for names in _entries(table)
        for name in names
    }


_SORTED: Final = _sorted_names()
_ALIKE: Final = {
    place: tuple(name for name, other in _SORTED.items() if other == place)
    for place in set(_SORTED.values())
}
# A word that is none of these begins no name of a country, state or party.
PLACE_BEGINNINGS: Final = frozenset(name.split()[0] for name in _SORTED)
# The longest of them has this many words.
MOST_WORDS: Final = max(name.count(" ") + 1 for name in _SORTED)
_PLACES: Final = (name for name, (sort, _) in _SORTED.items() if sort != "party")
LOWER_CASE_NAMES: Final = (
    frozenset([*_PLACES, *(name for names in _entries(_OTHERS) for name in names)]) - _COMMON
)
# The most words that one of those has.
LONGEST_NAME: Final = max(name.count(" ") + 1 for name in LOWER_CASE_NAMES)


def is_place(name: str) -> bool:
    """Tell whether a name is one of the places and bodies, whatever its case."""
    return name.lower() in LOWER_CASE_NAMES


def same_place(name: str) -> tuple[str, ...]:
    """Return all names and adjectives of the country, state or party that one of them means."""
    found = _SORTED.get(name.removesuffix("."))
    return _ALIKE[found] if found else ()


def place_of(name: str) -> tuple[Sort, str] | None:
    """Return the sort and key of the country, state or party that a name or adjective means.

    Args:
        name: lower case, its words apart by one space, without a possessive ending.
    """
    return _SORTED.get(name.removesuffix("."))
