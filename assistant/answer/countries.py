"""Names of a country, a state or a party of the US that stand for one another: China, Chinese."""

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
# The longest name has this many words.
MOST_WORDS: Final = 3


def _table() -> dict[str, tuple[Sort, str]]:
    tables: tuple[tuple[Sort, str], ...] = (
        ("country", _COUNTRIES),
        ("state", _STATES),
        ("party", _PARTIES),
    )
    found: dict[str, tuple[Sort, str]] = {}
    for sort, entries in tables:
        for entry in entries.replace("\n", ";").split(";"):
            names = [name.strip() for name in entry.split("|") if name.strip()]
            found.update((name, (sort, names[0])) for name in names)
    return found


_TABLE: Final = _table()
# A word that is none of these begins no name of a place.
PLACE_BEGINNINGS: Final = frozenset(name.split()[0] for name in _TABLE)


def place_of(name: str) -> tuple[Sort, str] | None:
    """Return the sort and key of the country, state or party that a name or adjective means.

    Args:
        name: lower case, its words apart by one space, without a possessive ending.
    """
    return _TABLE.get(name.removesuffix("."))
