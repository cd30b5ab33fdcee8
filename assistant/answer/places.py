"""Countries, demonyms, capitals and a few bodies: names that are known in lower case too.

People who type without capitals still name places; these are the ones a news corpus is asked
about most. Words that are common in another sense (polish, turkey the bird excepted) are left out.
"""

from __future__ import annotations

from typing import Final

_ONE_WORD: Final = """
    afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahamas
    bahrain bangladesh barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil
    britain brunei bulgaria burundi cambodia cameroon canada chad chile china colombia congo croatia
    cuba cyprus czechia denmark djibouti ecuador egypt england eritrea estonia eswatini ethiopia
    fiji finland france gabon gambia georgia germany ghana greece greenland grenada guatemala guinea
    guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica
    japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia libya
    liechtenstein lithuania luxembourg madagascar malawi malaysia maldives mali malta mauritania
    mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nepal
    netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru
    philippines poland portugal qatar romania russia rwanda samoa scotland senegal serbia singapore
    slovakia slovenia somalia spain sudan suriname sweden switzerland syria taiwan tajikistan
    tanzania thailand togo tonga tunisia turkey turkmenistan uganda ukraine uruguay usa uzbekistan
    vanuatu vatican venezuela vietnam wales yemen zambia zimbabwe gaza crimea tibet kashmir hawaii
    alabama alaska arizona arkansas california colorado connecticut delaware florida idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota
    mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas
    utah vermont virginia wisconsin wyoming europe asia africa antarctica
    afghan albanian algerian american argentine armenian australian austrian belgian bolivian
    brazilian british bulgarian cambodian canadian chilean chinese colombian cuban danish dutch
    egyptian english ethiopian filipino finnish french german ghanaian greek haitian hungarian
    indian indonesian iranian iraqi irish israeli italian jamaican japanese jordanian kenyan korean
    kurdish kuwaiti lebanese libyan malaysian mexican moroccan nigerian norwegian pakistani
    palestinian peruvian portuguese romanian russian rwandan saudi scottish serbian somali spanish
    sudanese swedish swiss syrian taiwanese thai tunisian turkish ukrainian venezuelan vietnamese
    welsh yemeni african european asian
    london paris berlin madrid rome lisbon vienna brussels amsterdam copenhagen oslo stockholm
    helsinki warsaw prague budapest bucharest sofia athens ankara istanbul kyiv kiev moscow minsk
    tokyo beijing shanghai seoul pyongyang hanoi bangkok jakarta manila delhi mumbai islamabad kabul
    tehran baghdad damascus beirut jerusalem riyadh dubai doha cairo tripoli tunis algiers nairobi
    lagos abuja johannesburg pretoria ottawa toronto montreal havana caracas bogota lima santiago
    sydney canberra melbourne washington chicago boston houston miami seattle detroit philadelphia
    atlanta dallas denver baltimore vladivostok kathmandu
    nato nasa nba nfl nhl mlb fbi cia opec fifa uefa unesco unicef kcna bbc cnn ibm bts lgbtq
    christmas easter halloween ramadan thanksgiving juneteenth
    google facebook instagram twitter tiktok netflix youtube microsoft tesla spacex amazon disney
    boeing airbus toyota nvidia openai walmart starbucks pfizer moderna
"""
_MANY_WORDS: Final = """
    north korea|south korea|north korean|south korean|united states|united kingdom|united nations
    european union|saudi arabia|new zealand|south africa|south african|south sudan|sri lanka
    costa rica|puerto rico|el salvador|dominican republic|czech republic|hong kong|ivory coast
    sierra leone|burkina faso|papua new guinea|east timor|cape verde|north macedonia|west bank
    trinidad and tobago|united arab emirates|new york|new york city|los angeles|san francisco
    las vegas|new orleans|san diego|washington dc|new jersey|new mexico|new hampshire|rhode island
    north carolina|south carolina|north dakota|south dakota|west virginia|new delhi|tel aviv
    mexico city|rio de janeiro|buenos aires|sao paulo|cape town|white house|supreme court
    super bowl|world cup|wall street|middle east|red sea|black sea|south china sea
"""
LOWER_CASE_NAMES: Final = frozenset(
    [*_ONE_WORD.split(), *(name.strip() for name in _MANY_WORDS.replace("\n", "|").split("|"))]
) - {""}
# The most words that one of them has.
LONGEST_NAME: Final = max(name.count(" ") + 1 for name in LOWER_CASE_NAMES)


def is_place(name: str) -> bool:
    """Tell whether a name is one of these, whatever its case."""
    return name.lower() in LOWER_CASE_NAMES
