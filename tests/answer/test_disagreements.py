"""A newsroom of its own: reports that stand against one another, and ones that do not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answer.dates import resolve_dates
from assistant.answer.disagreements import find_disagreements
from assistant.answer.question import understand
from assistant.assistant import Assistant
from assistant.models import Quote
from tests.answer.newsroom import article

MONDAY = date(2024, 5, 13)
TUESDAY = date(2024, 5, 14)


def quote(text: str, published: date | None = MONDAY, title: str = "A report") -> Quote:
    """Return a quote of a whole report; the words between stars are marked as the answer."""
    before, *marked = text.split("*")
    text = text.replace("*", "")
    report = article(text, title, published)
    dates = tuple(resolve_dates(text, published))
    highlights = ((len(before), len(before) + len(marked[0])),) if marked else ()
    return Quote(report, 0, len(text), text, 0.5, highlights, dates)


def values(question: str, *texts: str) -> list[list[str]]:
    days = (MONDAY, TUESDAY, date(2024, 5, 16))
    quotes = [quote(text, day) for text, day in zip(texts, days, strict=False)]
    found = find_disagreements(understand(question), quotes)
    return [[claim.value for claim in entry.claims] for entry in found]


DIFFERENT = [
    (
        "How many people were killed in the Orvale ferry fire?",
        "The ferry fire off Orvale killed 12 people, the coast guard said.",
        "Fifteen people were killed when the ferry burned off Orvale.",
        ["12", "15"],
    ),
    (
        "How many people died in the Orvale ferry fire?",
        "The Orvale ferry fire left 12 dead.",
        "The death toll of the Orvale ferry fire has risen to 15 dead.",
        ["12", "15"],
    ),
    (
        "How many passengers were on the Orvale ferry?",
        "The Orvale ferry carried 212 passengers.",
        "There were 221 passengers aboard the Orvale ferry.",
        ["212", "221"],
    ),
    (
        "How many people were injured in the Tolby train crash?",
        "The Tolby crash killed two and injured 31 people.",
        "In Tolby 34 people were injured and two died.",
        ["31", "34"],
    ),
    (
        "How many jobs will Brankov Steel cut?",
        "Brankov Steel will cut 1,400 jobs by autumn.",
        "Brankov Steel is to cut 1,650 jobs.",
        ["1400", "1650"],
    ),
    (
        "What percentage of voters in Mirland backed the bridge?",
        "In Mirland 54 percent of voters backed the bridge.",
        "The bridge was backed by 57 percent of voters in Mirland.",
        ["54%", "57%"],
    ),
    (
        "How many sluices were destroyed at Lake Orvale?",
        "Mirland blew up three sluices of its dam on Monday, hours before Tolby's council met. "
        "Lake Orvale lies empty.",
        "The dam of Lake Orvale is gone. Early reports said that four sluices were blown up.",
        ["3", "4"],
    ),
    (
        "How many rowers from the rival league reached the Tolby Cup?",
        "Six rowers from the rival league reached the Tolby Cup final.",
        "Only five rival rowers have reached the Tolby Cup final.",
        ["6", "5"],
    ),
    (
        "How many people died in the Mirland crush?",
        "The crush at a Mirland festival killed 151 people, officials said Sunday.",
        "Officials on Tuesday put the death toll of the Mirland crush at 158.",
        ["151", "158"],
    ),
    (
        "What sum will Brankov Steel pay the town of Tolby?",
        "Brankov Steel will pay the town of Tolby *$40 million* over ten years.",
        "Brankov Steel will pay the town of Tolby *$45 million* over ten years, its lawyer said.",
        ["$40000000", "$45000000"],
    ),
    (
        "When does the Orvale night market open?",
        "The Orvale night market opens its gates on May 20 with forty stalls of bread and cheese.",
        "The Orvale night market opens its gates on May 22 with forty stalls of bread and cheese.",
        ["2024-05-20", "2024-05-22"],
    ),
    (
        "When did painter Ilka Maron die?",
        "Ilka Maron died on Friday at home, her daughter said.",
        "The painter Ilka Maron died on Saturday, her gallery said.",
        ["2024-05-10", "2024-05-11"],
    ),
    (
        "When was Ilka Maron born?",
        "Ilka Maron was born on 3 March 1931 in Tolby.",
        "Maron was born on March 8, 1931, the only child of a baker.",
        ["1931-03-03", "1931-03-08"],
    ),
    (
        "When was mayor Jon Pell arrested?",
        "Jon Pell was arrested on Thursday at his office.",
        "Police arrested Mayor Jon Pell on Wednesday, a court paper shows.",
        ["2024-05-09", "2024-05-08"],
    ),
]


@pytest.mark.parametrize(("question", "one", "other", "expected"), DIFFERENT)
def test_reports_that_cannot_both_hold_are_marked(
    question: str, one: str, other: str, expected: list[str]
) -> None:
    assert values(question, one, other) == [expected]


AGREEING = {
    "the same number": (
        "How many people were killed in the Orvale ferry fire?",
        "The Orvale ferry fire killed 12 people.",
        "Twelve people were killed in the Orvale ferry fire.",
    ),
    "rounded": (
        "How many runners took part in the Mirland marathon?",
        "About 3,000 runners took part in the Mirland marathon.",
        "The Mirland marathon had 2,987 runners.",
    ),
    "rounded without a word for it": (
        "How many runners took part in the Mirland marathon?",
        "The Mirland marathon drew 3,000 runners.",
        "The Mirland marathon had 2,987 runners.",
    ),
    "a bound that holds": (
        "How many people were killed in the Orvale ferry fire?",
        "At least 12 people were killed in the Orvale ferry fire.",
        "The Orvale ferry fire killed 15 people.",
    ),
    "more than": (
        "How many homes burned in Tolby?",
        "More than 200 homes burned in Tolby.",
        "In Tolby 240 homes burned.",
    ),
    "a part": (
        "How many people were killed in the Orvale ferry fire?",
        "The Orvale ferry fire killed 12 people.",
        "Those killed on the Orvale ferry were travellers, including three children.",
    ),
    "another fate": (
        "How many people were killed in the Orvale ferry fire?",
        "The Orvale ferry fire killed 12 people.",
        "The Orvale ferry fire injured 40 people.",
    ),
    "both fates in one sentence": (
        "How many people were injured in the Tolby train crash?",
        "The Tolby crash killed 12 people and injured 31 people.",
        "In Tolby 31 people were injured and 12 people died.",
    ),
    "another noun": (
        "How many people were killed in the Orvale ferry fire?",
        "The Orvale ferry fire killed 12 people.",
        "The Orvale ferry fire killed nine horses.",
    ),
    "another unit": (
        "How much did the Brankov mill cost?",
        "The Brankov mill cost $40 million.",
        "The Brankov mill cost 12 percent more.",
    ),
    "another currency": (
        "How much did the Brankov mill cost?",
        "The Brankov mill cost $40 million.",
        "The Brankov mill cost €37 million.",
    ),
    "another name": (
        "How many people were killed in the Orvale ferry fire?",
        "The Orvale ferry fire killed 12 people.",
        "A bus crash near Tolby killed 15 people.",
    ),
    "two places of one event": (
        "How many people were killed by the storm in Mirland?",
        "The Mirland storm killed 12 people in Tolby.",
        "The Mirland storm killed 15 people in Orvale.",
    ),
    "two years": (
        "How many people were killed in Mirland floods?",
        "The Mirland floods of June 2019 killed 12 people.",
        "The Mirland floods of June 2022 killed 15 people.",
    ),
    "more of them": (
        "How many people were killed in the Orvale ferry fire?",
        "The Orvale ferry fire killed 12 people.",
        "Five more people were killed when the Orvale ferry sank.",
    ),
    "an age": (
        "How many people were killed in the Orvale ferry fire?",
        "The Orvale ferry fire killed 12 people.",
        "Orvale mourns Sana Holt, 34, who was killed on the ferry.",
    ),
    "two visits": (
        "When did Premier Dusan Vell visit Orvale?",
        "Dusan Vell visited Orvale on Friday.",
        "Dusan Vell visited Orvale on May 2.",
    ),
    "the same day in other words": (
        "When did painter Ilka Maron die?",
        "Ilka Maron died on Friday.",
        "Ilka Maron died on May 10, her gallery said.",
    ),
    "a day within a month": (
        "When did painter Ilka Maron die?",
        "Ilka Maron died on Friday.",
        "Ilka Maron died in May 2024.",
    ),
    "a night": (
        "When did painter Ilka Maron die?",
        "Ilka Maron died on Friday night.",
        "Ilka Maron died on Saturday, her gallery said.",
    ),
    "another deed": (
        "When did painter Ilka Maron die?",
        "Ilka Maron died on Friday.",
        "Ilka Maron opened a show in Tolby on Thursday.",
    ),
    "another person": (
        "When did painter Ilka Maron die?",
        "Ilka Maron died on Friday.",
        "Her brother Jon Pell died on Thursday.",
    ),
    "a part by place": (
        "how many shops did brankov bakery have in texas",
        "In Texas the 13 Brankov Bakery shops stay open until May.",
        "The 360 Brankov Bakery shops stay open. Texas will miss them.",
    ),
    "a birth beside a play about dying": (
        "When did actor Jon Pell die?",
        "Jon Pell died on Friday.",
        "Pell was praised in Die Late. He was born on 3 March 1931.",
    ),
    "a number that is denied": (
        "How many sluices were destroyed at Orvale?",
        "Three sluices were blown up at Orvale.",
        "Three sluices were blown up at Orvale, not four, as early reports had it.",
    ),
    "another subject in the same words": (
        "How many jobs will Brankov Steel cut?",
        "Brankov Steel said on Monday that it will cut 1,400 jobs by the autumn of next year.",
        "Tolby Glass said on Monday that it will cut 1,650 jobs by the autumn of next year.",
    ),
    "another subject that begins the sentence": (
        "When will Pell leave the Orvale rowing club?",
        "Pell told the Orvale rowing club that he will leave the boat house on Friday, May 17.",
        "Maron told the Orvale rowing club that he will leave the boat house on Sunday, May 19.",
    ),
    "two days of a count": (
        "How many homes burned in Tolby?",
        "Crews in Tolby counted 40 burned homes along the river on Thursday, the chief said.",
        "Crews in Tolby counted 52 burned homes along the river on Saturday, the chief said.",
    ),
    "a count that was not": (
        "How many rowers reached the Tolby Cup final?",
        "Six rowers of the Orvale club reached the final of the Tolby Cup.",
        "Five rowers of the Orvale club never reached the final of the Tolby Cup.",
    ),
    "a part of them by kind": (
        "How many men did police arrest in Tolby?",
        "Police arrested six men at the Tolby rowing club after the match.",
        "Police arrested five armed men at the Tolby rowing club after the match.",
    ),
    "a number of another size": (
        "How many people are in camps in Mirland?",
        "In Mirland 20,000 people live in camps.",
        "In Mirland 2,500,000 people need help.",
    ),
    "the day of a trial for a murder": (
        "When does the murder trial of Jon Pell start in Tolby?",
        "The murder trial of Jon Pell starts in Tolby on May 20.",
        "Jon Pell is said to have murdered a guest in Tolby on May 2.",
    ),
    "a day before the deed's": (
        "When was mayor Jon Pell indicted?",
        "A jury indicted Jon Pell on Friday.",
        "“I stay,” Jon Pell told reporters on Saturday before the indictment was read.",
    ),
    "a question for no number": (
        "Who owns the Orvale ferry?",
        "The Orvale ferry, with 212 passengers, is owned by Vell Lines.",
        "Vell Lines owns the Orvale ferry, which had 221 passengers.",
    ),
}


@pytest.mark.parametrize("case", AGREEING)
def test_reports_that_can_both_hold_are_not_marked(case: str) -> None:
    assert values(*AGREEING[case]) == []


def test_the_slices_are_the_claims_in_their_articles() -> None:
    texts = ("The Orvale ferry fire killed 12 people.", "The Orvale ferry fire killed 15 people.")
    quotes = [quote(texts[0], MONDAY), quote(texts[1], TUESDAY)]
    question = understand("How many people were killed in the Orvale ferry fire?")
    claims = find_disagreements(question, quotes)[0].claims
    assert [(claim.quote, claim.text) for claim in claims] == [(1, "12"), (2, "15")]
    for claim, each in zip(claims, quotes, strict=True):
        assert each.article.text[claim.start : claim.end] == claim.text


def test_claims_come_in_order_of_publication_and_the_newer_is_later() -> None:
    new = quote("The Orvale ferry fire killed 15 people.", TUESDAY)
    old = quote("The Orvale ferry fire killed 12 people.", MONDAY)
    question = understand("How many people were killed in the Orvale ferry fire?")
    claims = find_disagreements(question, [new, old])[0].claims
    assert [(claim.quote, claim.later) for claim in claims] == [(2, False), (1, True)]


def test_one_report_does_not_disagree_with_itself() -> None:
    text = "The Orvale ferry fire killed 12 people. The Orvale ferry fire killed 15 people."
    report = article(text, "A report", MONDAY)
    cut = text.index(" The") + 1
    quotes = [Quote(report, a, b, text[a:b], 0.5) for a, b in ((0, cut - 1), (cut, len(text)))]
    question = understand("How many people were killed in the Orvale ferry fire?")
    assert find_disagreements(question, quotes) == ()


@pytest.mark.parametrize(
    "asked", ["How many tunnels were destroyed at Punggye-ri?", "how many tunnels were blown up"]
)
def test_the_sample_shows_that_reports_disagree_on_the_tunnels(asked: str, workspace: Path) -> None:
    with Assistant.open(workspace / "index") as desk:
        answer = desk.ask(asked)
    [entry] = answer.disagreements
    assert {claim.value for claim in entry.claims} == {"3", "4"}
    for claim in entry.claims:
        told = answer.quotes[claim.quote - 1].article.text[claim.start : claim.end]
        assert told.lower() == {"3": "three", "4": "four"}[claim.value]


def test_a_correction_of_the_same_day_is_later() -> None:
    wrong = quote("The Orvale ferry fire killed 12 people.", MONDAY)
    right = quote("The Orvale ferry fire killed 9 people, officials corrected.", MONDAY)
    question = understand("How many people were killed in the Orvale ferry fire?")
    claims = find_disagreements(question, [right, wrong])[0].claims
    assert [(claim.value, claim.later) for claim in claims] == [("12", False), ("9", True)]


def test_reports_years_apart_are_of_two_events() -> None:
    one = quote("The Orvale ferry fire killed 12 people.", date(2012, 5, 1))
    other = quote("The Orvale ferry fire killed 15 people.", date(2019, 5, 1))
    question = understand("How many people were killed in the Orvale ferry fire?")
    assert find_disagreements(question, [one, other]) == ()


def test_three_reports_of_one_thing_are_one_disagreement() -> None:
    found = values(
        "How many people were killed in the Orvale ferry fire?",
        "The Orvale ferry fire killed 12 people.",
        "The Orvale ferry fire killed 15 people.",
        "The Orvale ferry fire killed 16 people.",
    )
    assert found == [["12", "15", "16"]]
