"""The words of attribution: verbs of saying, and the nouns of those who say."""

from __future__ import annotations

import re
from typing import Final


def listed(words: str) -> frozenset[str]:
    """Return the words of a list, written with blanks."""
    return frozenset(words.split())


# Reports and those who make them; what they find is said.
REPORTS: Final = listed(
    """
    report reports study studies survey surveys poll polls review analysis investigation audit
    inquiry data researchers scientists
    """
)
DAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# Stand between the one who says and the verb: adverbs, auxiliaries, the time, the occasion.
TIME: Final = (
    rf"(?:(?:(?:late|early|earlier)\s)?(?:on\s)?{DAY}(?:\s(?:night|morning|evening|afternoon))?"
    r"|(?:just\s|earlier\s)?(?:this|last)\s(?:week|month|year|summer|fall|spring|winter)"
    r"|in\s(?:\d{4}|an?\s(?:\w+\s)?(?:statement|interview|tweet|speech|email|letter|post|report)))"
)
BETWEEN: Final = (
    r"(?:(?:also|later|then|previously|once|has|have|had|since|earlier|just|again|further|often"
    r"|always|still|even|simply|both|all|recently|first|went on to|did|now|already|instead|long"
    r"|soon|twice|once again|yesterday|today|not only"
    rf"|(?!family\b)[a-z]{{3,}}ly|{TIME})\s+){{0,4}}"
)

# Past tenses that do not end in -ed; those that are nouns as often are left out.
IRREGULAR: Final = (
    r"(?:arose|ate|awoke|beat|became|began|bent|bit|blew|bore|bought|bound|broke|brought|built|burst"
    r"|came|caught|chose|clung|crept|cut|dealt|did|drank|drew|drove|dug|fed|fell|felt|fled|flew"
    r"|forgave|forgot|fought|found|froze|gave|got|grew|had|heard|held|hid|hit|hurt|kept|knelt|knew"
    r"|laid|lay|leapt|led|left|lent|let|lit|lost|made|meant|met|mistook|oversaw|overcame|paid|put"
    r"|quit|ran|rang|read|rode|rose|said|sang|sank|sat|saw|sent|set|shook|shone|shot|showed|shrank"
    r"|shut|slept|slid|sold|spat|spent|split|spoke|sprang|spread|stole|stood|stuck|struck|sued"
    r"|swam|swept|swore|swung|taught|thought|threw|told|took|tore|understood|undertook|upheld|went"
    r"|wept|withdrew|withheld|woke|won|wore|wound|wrote)"
)
AUXILIARY: Final = (
    r"(?:is|are|was|were|has|have|had|will|would|could|can|does|did|do|may|might|should|must)"
)

# Lower-case heads of those who say.
_PERSONS: Final = """
    spokesman spokeswoman spokesperson spokespeople spokesmen official officials police officer
    officers authority authorities prosecutor prosecutors investigator investigators detective
    detectives deputies deputy sheriff witness witnesses analyst analysts expert experts
    researcher researchers scientist scientists author authors co-author professor doctor
    doctors physician physicians surgeon nurse nurses lawyer lawyers attorney attorneys judge
    judges jury justices minister president leader leaders chairman chairwoman chairperson chair
    executive executives director directors manager managers coach coaches player players
    captain owner owners founder co-founder ceo chief commissioner governor mayor senator
    senators lawmaker lawmakers congressman congresswoman republicans democrats conservatives
    aide aides adviser advisers advisor advisors diplomat diplomats ambassador envoy source
    sources critic critics activist activists advocate advocates organizer organizers organiser
    organisers protester protesters resident residents neighbor neighbors neighbour neighbours
    mother father mom dad niece nephew uncle aunt cousin widow grandmother grandfather wife husband
    son daughter brother sister family families parents
    friend friends relatives members victim victims survivor survivors suspect man woman teen
    teenager boy girl student students teacher teachers principal pastor bishop cardinal pope king
    queen prince princess duke duchess actor actress star singer rapper musician artist writer
    producer comedian host anchor reporter reporters journalist journalists editor editors
    columnist historian economist economists meteorologist meteorologists forecaster forecasters
    firefighters engineer engineers pilot driver worker workers employee employees trader
    traders investor investors fans user users caller tipster insider insiders observers
    commentators representative representatives candidate nominee secretary general commander
    commanders soldier soldiers veteran pollster strategist consultant administrator
    superintendent defendant plaintiff plaintiffs passenger passengers guard agent agents others
    people some many supporters opponents partner biologist geologist astronomer astronomers
    physicist psychologist psychiatrist epidemiologist virologist inspector coroner curator
    curators conductor choreographer contestant contestants marshal trooper troopers operator
    cop cops rep reps creator creators rival rivals proponents colleague colleagues boss staffer
    staffers teammate teammates opponent designer chef publicist person narrator voter
    voters delegate delegates parishioner americans immigrants migrants refugees prisoners inmates
    farmers professors allies clerk clerks priest priests nun monk rabbi imam recruit cook mechanic
    colonel captain sergeant cadet landlord landlady counsel whistleblower envoys heir crew
"""
_BODIES: Final = """
    ministry department agency agencies company companies firm firms bank government
    administration committee commission council court tribunal panel board union association
    federation league club team group groups organization organisation charity university school
    college hospital airline airlines network newspaper paper magazine outlet outlets
    broadcaster report reports study studies survey poll review statement release letter memo
    lawsuit suit indictment complaint affidavit filing filings document documents papers records
    website site account post tweet message video article media military army navy force office
    bureau service center centre institute foundation regulator regulators watchdog embassy
    consulate campaign party parliament congress senate house city county state district fund
    retailer manufacturer maker brand publisher studio label store chain restaurant museum zoo
    park diocese church nonprofit non-profit institution laboratory lab coalition alliance
    utility carrier automaker developer startup authority palace kremlin pentagon estate band
    bulletin obituary description synopsis summary book notice announcement advisory warrant
    transcript data researchers franchise front-office observatory sign caption headline page
    listing websites blog think-tank outlet
"""
SPEAKERS: Final = listed(_PERSONS + _BODIES)
# What they say is about a person who can be "he" or "she".
PERSONS: Final = listed(_PERSONS)
# A capitalised name that ends or begins so is no person's.
BODIES: Final = listed(_BODIES) | listed(
    """
    press news times post journal today reuters bbc cnn nbc abc cbs fox inc corp corporation co
    ltd llc group international national states nations kingdom union street week herald tribune
    gazette globe guardian telegraph independent chronicle daily sun mail magazine variety
    deadline pentagon kremlin nasa fbi cia usgs fema noaa police hospital island islands river
    lake observer examiner inquirer dispatch sentinel courier monitor bloomberg politico axios wire
    magazine bulletin institute foundation university college council commission committee
"""
)

CALENDAR: Final = listed(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december feb mar apr aug sept sep oct nov
    dec today yesterday tomorrow
"""
)
# Capitalised at the beginning of a sentence, and never part of a name.
OPENERS: Final = listed(
    """
    a an the this that these those he she it they we i you his her its their our my your in on
    at by for from with to of as but and or so yet if when while after before since although
    though because during despite according also then there here meanwhile however now still
    later earlier last next one two three four five six seven eight nine ten some many most all
    both several other others another what who where why how which not no yes asked speaking
    writing responding addressing under over about like just even only perhaps maybe more less
    first second third finally instead moreover additionally furthermore plus well oh is are was
    were do does did have has had will would can could should per once until unlike among amid
    every each any following regarding citing adding fellow former ex late current
"""
)

# Whoever stands behind one of these says something inside another's clause.
SUBORDINATE: Final = re.compile(
    r"\b(?:when|because|if|before|until|where|who|whom|what|whether|than|like|which|whose|that"
    r"|everything|anything|nothing|something|all|things?|way|time|why|how|words"
    r"|after|since|whatever)"
    # Of two who speak together, the second stands behind the first.
    r"(?:\s+(?-i:[A-Z])\S*){0,4}(?:(?<=\w)\s+and)?\s*$",
    re.IGNORECASE,
)
NOT_SAID: Final = re.compile(
    r"\b(?:not|n[’']t|never|to|would|could|should|might|may|will|can|must|be|been|being|was|were"
    r"|is|are|get|got|gets|let|declined|refused|without|by|nor|neither|hardly|barely|cannot"
    r"|[’']d|[’']ll"
    r"|who|which|that|what)\s*$",
    re.IGNORECASE,
)
