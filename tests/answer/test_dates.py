"""Time expressions found in a text and resolved against its publication date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import assistant
from assistant.annotations import ResolvedDate
from assistant.answer.dates import article_dates, quote_dates, resolve_dates
from assistant.models import Article

# A Thursday.
PUBLISHED = date(2018, 3, 29)


def only(text: str, published: date | None = PUBLISHED) -> ResolvedDate:
    [found] = resolve_dates(text, published)
    return found


def values(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(each.text, each.value) for each in resolve_dates(text, published)]


@pytest.mark.parametrize(
    ("text", "expression", "value", "first", "last"),
    [
        # Days of the week
        ("The envoys met on Monday.", "Monday", "2018-03-26", "2018-03-26", "2018-03-26"),
        ("The bridge opened Thursday.", "Thursday", "2018-03-29", "2018-03-29", "2018-03-29"),
        ("They will meet on Monday.", "Monday", "2018-04-02", "2018-04-02", "2018-04-02"),
        ("The vote: Monday", "Monday", "2018-04-02", "2018-04-02", "2018-04-02"),
        ("Monday: men's final", "Monday", "2018-04-02", "2018-04-02", "2018-04-02"),
        ("Talks are set to resume Friday.", "Friday", "2018-03-30", "2018-03-30", "2018-03-30"),
        ("They called a protest for Monday.", "Monday", "2018-04-02", "2018-04-02", "2018-04-02"),
        ("It came ahead of Monday's vote.", "Monday", "2018-04-02", "2018-04-02", "2018-04-02"),
        ("Qualifying: 3 p.m. Monday", "3 p.m. Monday",
         "2018-04-02T15:00", "2018-04-02", "2018-04-02"),
        ("The deadline is Monday.", "Monday", "2018-04-02", "2018-04-02", "2018-04-02"),
        ("They had come for Monday's vote.", "Monday", "2018-03-26", "2018-03-26", "2018-03-26"),
        ("Friday's vote was close.", "Friday", "2018-03-23", "2018-03-23", "2018-03-23"),
        ("It began last Thursday.", "last Thursday", "2018-03-22", "2018-03-22", "2018-03-22"),
        ("It ends next Tuesday.", "next Tuesday", "2018-04-03", "2018-04-03", "2018-04-03"),
        ("He left Thursday of last week.", "Thursday of last week",
         "2018-03-22", "2018-03-22", "2018-03-22"),
        ("It fell early Tuesday.", "early Tuesday", "2018-03-27", "2018-03-27", "2018-03-27"),
        ("It fell Tuesday night.", "Tuesday night", "2018-03-27TNI", "2018-03-27", "2018-03-27"),
        # Days by themselves
        ("She resigned yesterday.", "yesterday", "2018-03-28", "2018-03-28", "2018-03-28"),
        ("It airs tonight.", "tonight", "2018-03-29TNI", "2018-03-29", "2018-03-29"),
        ("It rained this morning.", "this morning", "2018-03-29TMO", "2018-03-29", "2018-03-29"),
        ("It snowed last night.", "last night", "2018-03-28TNI", "2018-03-28", "2018-03-28"),
        ("He fell the day before yesterday.", "the day before yesterday",
         "2018-03-27", "2018-03-27", "2018-03-27"),
        ("The court ruled on the 26th.", "the 26th", "2018-03-26", "2018-03-26", "2018-03-26"),
        # Units
        ("Sales rose last year.", "last year", "2017", "2017-01-01", "2017-12-31"),
        ("It closed last month.", "last month", "2018-02", "2018-02-01", "2018-02-28"),
        ("It closed last week.", "last week", "2018-W12", "2018-03-19", "2018-03-25"),
        ("It closes next month.", "next month", "2018-04", "2018-04-01", "2018-04-30"),
        ("It rained over the weekend.", "the weekend", "2018-W12-WE", "2018-03-24", "2018-03-25"),
        ("Prices fell this quarter.", "this quarter", "2018-Q1", "2018-01-01", "2018-03-31"),
        ("He wrote it two years ago.", "two years ago", "2016", "2016-01-01", "2016-12-31"),
        ("It sank three days ago.", "three days ago", "2018-03-26", "2018-03-26", "2018-03-26"),
        ("It sank a week ago.", "a week ago", "2018-W12", "2018-03-19", "2018-03-25"),
        ("Crime fell over the past three years.", "the past three years",
         "P3Y", "2015-03-30", "2018-03-29"),
        ("It was built a decade ago.", "a decade ago", "2008", "2008-01-01", "2008-12-31"),
        ("It will reopen in two weeks.", "two weeks", "2018-W15", "2018-04-09", "2018-04-15"),
        ("They will decide in three months.", "three months",
         "2018-06", "2018-06-01", "2018-06-30"),
        ("They will meet Tuesday next week.", "Tuesday next week",
         "2018-04-03", "2018-04-03", "2018-04-03"),
        ("It was the week's best game.", "the week", "2018-W13", "2018-03-26", "2018-04-01"),
        # Months and seasons
        ("She was hired in May.", "May", "2017-05", "2017-05-01", "2017-05-31"),
        ("She will be hired in May.", "May", "2018-05", "2018-05-01", "2018-05-31"),
        ("It will not be finished until January.", "January",
         "2019-01", "2019-01-01", "2019-01-31"),
        ("Sales rose through January.", "January", "2018-01", "2018-01-01", "2018-01-31"),
        ("It opened in early May.", "early May", "2017-05", "2017-05-01", "2017-05-31"),
        ("It burned last December.", "last December", "2017-12", "2017-12-01", "2017-12-31"),
        ("It burned in April last year.", "April last year", "2017-04", "2017-04-01", "2017-04-30"),
        ("A vote is due this spring.", "this spring", "2018-SP", "2018-03-01", "2018-05-31"),
        ("The club won last fall.", "last fall", "2017-FA", "2017-09-01", "2017-11-30"),
        ("It ran in the summer of 1998.", "the summer of 1998",
         "1998-SU", "1998-06-01", "1998-08-31"),
        ("It opens the first Monday of June.", "the first Monday of June",
         "2018-06-04", "2018-06-04", "2018-06-04"),
        ("what was built in may", "may", "2017-05", "2017-05-01", "2017-05-31"),
        ("who won in march 2016", "march 2016", "2016-03", "2016-03-01", "2016-03-31"),
        ("In 2016 more people voted.", "2016", "2016", "2016-01-01", "2016-12-31"),
        # Full dates
        ("He died on May 5, 1998.", "May 5, 1998", "1998-05-05", "1998-05-05", "1998-05-05"),
        ("He died on 5 May 1998.", "5 May 1998", "1998-05-05", "1998-05-05", "1998-05-05"),
        ("The siege began Feb. 20.", "Feb. 20", "2018-02-20", "2018-02-20", "2018-02-20"),
        ("He was shot last Oct. 23.", "last Oct. 23", "2017-10-23", "2017-10-23", "2017-10-23"),
        ("It opened in January nineteen ninety-seven.", "January nineteen ninety-seven",
         "1997-01", "1997-01-01", "1997-01-31"),
        ("It rose from the low of the early summer.", "the early summer",
         "2017-SU", "2017-06-01", "2017-08-31"),
        ("The fair will open Dec. 15.", "Dec. 15", "2018-12-15", "2018-12-15", "2018-12-15"),
        ("Updated 2018-02-11.", "2018-02-11", "2018-02-11", "2018-02-11", "2018-02-11"),
        ("Signed 2/11/2018 by both.", "2/11/2018", "2018-02-11", "2018-02-11", "2018-02-11"),
        ("He sang on Christmas Eve.", "Christmas Eve", "2017-12-24", "2017-12-24", "2017-12-24"),
        ("She lost on Election Day 2016.", "Election Day 2016",
         "2016-11-08", "2016-11-08", "2016-11-08"),
        # Years and longer
        ("The wall fell in 1989.", "1989", "1989", "1989-01-01", "1989-12-31"),
        ("It was loved in the 1990s.", "the 1990s", "199", "1990-01-01", "1999-12-31"),
        ("It was loved in the early '80s.", "the early '80s", "198", "1980-01-01", "1989-12-31"),
        ("A church of the 12th century stands.", "the 12th century",
         "11", "1100-01-01", "1199-12-31"),
        ("Profit fell in the third quarter.", "the third quarter",
         "2017-Q3", "2017-07-01", "2017-09-30"),
        ("Profit fell in the first half of 2017.", "the first half of 2017",
         "2017-H1", "2017-01-01", "2017-06-30"),
        ("She left in nineteen ninety-nine when it closed.", "nineteen ninety-nine",
         "1999", "1999-01-01", "1999-12-31"),
        ("Sales fell in the latest fiscal year.", "the latest fiscal year",
         "2017", "2017-01-01", "2017-12-31"),
        ("Profit rose from the year-ago fourth quarter.", "the year-ago fourth quarter",
         "2016-Q4", "2016-10-01", "2016-12-31"),
        # Times of the day
        ("It struck at 10 p.m. Wednesday.", "10 p.m. Wednesday",
         "2018-03-28T22:00", "2018-03-28", "2018-03-28"),
        ("It starts at 9 a.m. on March 25, 2018.", "9 a.m. on March 25, 2018",
         "2018-03-25T09:00", "2018-03-25", "2018-03-25"),
        ("Sirens wailed at 1430 GMT.", "1430 GMT", "2018-03-29T14:30", "2018-03-29", "2018-03-29"),
        ("It opened at 10.30am Tuesday.", "10.30am Tuesday",
         "2018-03-27T10:30", "2018-03-27", "2018-03-27"),
        ("It rained early in the week.", "early in the week",
         "2018-W13", "2018-03-26", "2018-04-01"),
        # Ranges
        ("The fair ran March 25-28.", "March 25-28",
         "2018-03-25/2018-03-28", "2018-03-25", "2018-03-28"),
        ("It ran Feb. 27-28, 2017.", "Feb. 27-28, 2017",
         "2017-02-27/2017-02-28", "2017-02-27", "2017-02-28"),
        ("It ran from March 3 to 5.", "March 3 to 5",
         "2018-03-03/2018-03-05", "2018-03-03", "2018-03-05"),
        ("The poll ran Sunday through Wednesday.", "Sunday through Wednesday",
         "2018-03-25/2018-03-28", "2018-03-25", "2018-03-28"),
        ("He coached there in 2015-16.", "2015-16", "2015/2016", "2015-01-01", "2016-12-31"),
    ],
)  # fmt: skip
def test_an_expression_denotes_these_days(
    text: str, expression: str, value: str, first: str, last: str
) -> None:
    found = only(text)
    assert (found.text, found.value) == (expression, value)
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("They talked for three days.", "three days", "P3D"),
        ("It was a two-hour drive.", "two-hour", "PT2H"),
        ("It was the first rise in five years.", "five years", "P5Y"),
        ("It would be the first rise in five years.", "five years", "P5Y"),
        ("It would be the first storm to reach that coast in 84 years.", "84 years", "P84Y"),
        ("He will end it in a day.", "a day", "P1D"),
        ("He built it in two weeks.", "two weeks", "P2W"),
        ("The trial will last two weeks.", "two weeks", "P2W"),
        ("It took about half an hour.", "half an hour", "PT30M"),
        ("It lasted for a year and a half.", "a year and a half", "P1Y6M"),
        ("It was a month-long strike.", "month-long", "P1M"),
        ("It was a yearlong study.", "yearlong", "P1Y"),
        ("It was a half-century of peace.", "half-century", "P50Y"),
        ("Women will one day lead it.", "one day", "FUTURE_REF"),
        ("It will be done in a year or two.", "a year or two", "FUTURE_REF"),
        ("He stayed a few days.", "a few days", "PXD"),
        ("It took nearly forty years.", "nearly forty years", "P40Y"),
        ("It took 2 1/2 years.", "2 1/2 years", "P2Y6M"),
        ("They march every Friday.", "every Friday", "XXXX-WXX-5"),
        ("It is held annually.", "annually", "P1Y"),
        ("They meet each month.", "each month", "P1M"),
        ("They meet twice a week.", "a week", "P1W"),
        ("They meet every Monday and Friday.", "every Monday and Friday", "XXXX-WXX-1"),
        ("They meet on Monday nights.", "Monday nights", "XXXX-WXX-1TNI"),
        ("It took 3.5 minutes.", "3.5 minutes", "PT3M30S"),
        ("He earns $90,000 a year.", "a year", "P1Y"),
        ("They train every other day.", "every other day", "P2D"),
        ("He now lives abroad.", "now", "PRESENT_REF"),
        ("He recently moved.", "recently", "PAST_REF"),
        ("It may happen in the near future.", "the near future", "FUTURE_REF"),
        ("That was millions of years ago.", "years ago", "PAST_REF"),
    ],
)
def test_lengths_sets_and_vague_references_have_a_value_and_no_days(
    text: str, expression: str, value: str
) -> None:
    found = only(text)
    assert (found.text, found.value) == (expression, value)
    assert found.first is None and found.last is None


@pytest.mark.parametrize(
    "text",
    [
        "He may go, and she may not.",
        "May we come in?",
        "They march for peace.",
        "The 27-year-old swimmer won.",
        "The Sunday Times reported it.",
        "She wrote for USA Today.",
        "Some 2000 people came.",
        "It sold more than 1950 copies.",
        "They paid $2018 for it.",
        "She boarded Flight 2012 to Room 1999.",
        "About three-quarters of the crop failed.",
        "It is the second floor of three.",
        "Prime Minister Theresa May spoke. A blow for May, they said.",
        "With 2:20 left in the second quarter he scored.",
        "He sat in the sun and marched on.",
        "It fell on a Tuesday.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert values(text) == []


def test_two_years_of_a_span_stay_two_dates() -> None:
    assert values("He ruled between 2010 and 2012.") == [("2010", "2010"), ("2012", "2012")]


def test_a_list_of_days_is_several_dates() -> None:
    text = "Matches are on April 24 and 25."
    assert values(text) == [("April 24", "2018-04-24"), ("25", "2018-04-25")]


def test_later_leans_on_the_date_before_it() -> None:
    text = "The strike began on March 3. Three days later the ports reopened."
    later = resolve_dates(text, PUBLISHED)[1]
    assert (later.text, later.value) == ("Three days later", "2018-03-06")
    assert later.basis == "relative to 2018-03-03 earlier in the text"


def test_later_without_a_date_before_it_is_unresolved() -> None:
    found = only("Three days later the ports reopened.")
    assert found.value is None
    assert found.basis == "relative, and the text names no date before it"


def test_the_next_day_of_a_month_is_unresolved() -> None:
    assert values("He left in May 2017. The next day it rained.")[1] == ("The next day", None)


def test_what_comes_after_an_event_places_the_event() -> None:
    found = only("The denial comes a day after the leak.")
    assert (found.text, found.value) == ("a day", "2018-03-28")


def test_a_weekday_with_its_day_chooses_the_year_where_both_hold() -> None:
    assert only("It happened on Friday, Oct. 13.", date(2018, 3, 29)).value == "2017-10-13"


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("Fourth-quarter profit rose from that of the corresponding period last year.",
         "the corresponding period last year", "2016-Q4"),
        ("Fourth-quarter profit beat last year's quarter.", "last year's quarter", "2016-Q4"),
        ("Fourth-quarter profit rose from a year-earlier loss.", "a year-earlier", "2016-Q4"),
        ("It made less in the fourth quarter. A second-quarter charge is due. "
         "Sales rose in the latest quarter.", "the latest quarter", "2017-Q4"),
        ("Fourth-quarter profit was $3 million, compared with a loss of $1 million last year.",
         "last year", "2016-Q4"),
        ("Profit fell in the fourth quarter. In nine months, it rose from $2 a year earlier.",
         "a year earlier", "2016"),
        ("In the quarter ended Jan. 31, it grew.", "the quarter", "2017-Q4"),
    ],
)  # fmt: skip
def test_reports_compare_with_the_quarter_they_tell_of(
    text: str, expression: str, value: str
) -> None:
    assert (expression, value) in values(text)


@pytest.mark.parametrize(
    ("text", "published", "first"),
    [
        ("Officials announced that the bridge will close on Nov. 15.", "2019-01-05", "2019-11-15"),
        ("Officials announced that the bridge will close on Aug. 15.", "2019-09-05", "2020-08-15"),
        ("The bridge is scheduled to close on Dec. 10.", "2020-01-05", "2020-12-10"),
        ("The bridge will close on Aug. 15.", "2019-08-16", "2019-08-15"),
        ("The trial is set for Nov. 15.", "2019-01-05", "2019-11-15"),
        ("The trial, which had been set for Nov. 15, was delayed.", "2019-01-05", "2018-11-15"),
        ("The hearing had been scheduled for Nov. 15.", "2019-01-05", "2018-11-15"),
        ("The exam was to be held on Nov. 12.", "2018-12-01", "2018-11-12"),
        ("The trial was scheduled for May 15.", "2018-03-29", "2018-05-15"),
    ],
)
def test_what_is_announced_is_ahead_unless_it_had_been_or_was_just_now(
    text: str, published: str, first: str
) -> None:
    assert str(only(text, date.fromisoformat(published)).first) == first


def test_the_basis_says_what_counted() -> None:
    assert only("It opened on Monday.").basis == "relative to publication 2018-03-29"
    assert only("It opened on May 5, 1998.").basis == "stated in the text"


@pytest.mark.parametrize(
    "text",
    [
        "It opened on Monday.",
        "It opened yesterday.",
        "It opened last year.",
        "It opened two weeks ago.",
        "It opened on May 5.",
        "It opened in May.",
        "It opened on the 26th.",
        "It opened this spring.",
        "It opened at noon.",
        "Profit fell in the third quarter.",
        "It opened on Christmas Eve.",
    ],
)
def test_without_a_publication_date_nothing_is_guessed(text: str) -> None:
    found = only(text, None)
    assert (found.value, found.first, found.last) == (None, None, None)
    assert "publication date is not known" in found.basis or "no date before" in found.basis


def test_without_a_publication_date_full_dates_stand_and_carry_others() -> None:
    text = "It opened on May 5, 1998. Three days later it burned. On July 9 it reopened."
    assert [value for _, value in values(text, None)] == ["1998-05-05", "1998-05-08", "1998-07-09"]


def test_nothing_leans_on_an_unresolved_date() -> None:
    text = "It opened on May 5, 1998. It burned on Monday. Three days later it rained."
    assert [value for _, value in values(text, None)] == ["1998-05-05", None, None]


def test_the_public_name_is_the_same_function() -> None:
    assert assistant.resolve_dates is resolve_dates


def test_dates_of_a_quote_lean_on_the_whole_article() -> None:
    text = "The strike began on March 3. Three days later the ports reopened."
    article = Article("a", text, "Ports", published=PUBLISHED)
    start = text.index("Three")
    [later] = quote_dates(article, start, len(text))
    assert later == article_dates(article)[1]
    assert text[later.start : later.end] == "Three days later"
    assert quote_dates(article, 0, 9) is quote_dates(article, 0, 9)


def test_the_same_text_published_on_another_day_has_other_dates() -> None:
    text = "It opened on Monday."
    first = article_dates(Article("a", text, "Doors", published=PUBLISHED))
    second = article_dates(Article("a", text, "Doors", published=date(2018, 4, 5)))
    assert (first[0].value, second[0].value) == ("2018-03-26", "2018-04-02")


_WORDS = """
    on in the last next this May March 5 26th Monday Friday , . - 2018 1998 days three ago later
    earlier a of week month year quarter third from to between and p.m. summer past few every
    today yesterday morning will said 12:30 2018-03-25 13/45/2018 Feb. 30 9999 decades '80s Eve
    Christmas first half 2,000 % $5 before after since until noon hundred couple each 20th century
"""
WORDS = st.sampled_from([*_WORDS.split(), "\n\n"])


@settings(deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join), st.none() | st.dates())
def test_dates_are_slices_in_order_without_overlap(text: str, published: date | None) -> None:
    end = 0
    for found in resolve_dates(text, published):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.text
        end = found.end
        assert (found.first is None) == (found.last is None)
        if found.first is not None and found.last is not None:
            assert found.first <= found.last
            assert found.value is not None
        if published is None:
            assert "relative to publication" not in found.basis


@settings(deadline=None)
@given(st.text(max_size=80), st.dates())
def test_any_text_is_read_without_an_error(text: str, published: date) -> None:
    for found in resolve_dates(text, published):
        assert text[found.start : found.end] == found.text


@settings(deadline=None)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2060, 12, 31)), st.dates())
def test_a_full_date_does_not_depend_on_the_publication(day: date, published: date) -> None:
    text = f"It happened on {day:%B} {day.day}, {day.year}."
    found = only(text, published)
    assert (found.first, found.last, found.value) == (day, day, day.isoformat())
    assert only(text, None) == found


@settings(deadline=None)
@given(st.dates(min_value=date(1900, 1, 8), max_value=date(2060, 12, 31)))
def test_a_weekday_in_the_past_is_within_the_week_before_publication(published: date) -> None:
    for name in ("Monday", "Thursday", "Sunday"):
        day = only(f"He resigned on {name}.", published).first
        assert day is not None
        assert day.strftime("%A") == name
        assert 0 <= (published - day).days < 7


@settings(deadline=None, max_examples=60)
@given(
    st.lists(WORDS, min_size=100, max_size=250).map(" ".join),
    st.none() | st.dates(),
    st.integers(0, 1500),
    st.integers(0, 1500),
)
def test_the_dates_of_a_slice_are_those_of_the_whole_text(
    text: str, published: date | None, start: int, end: int
) -> None:
    whole = [
        each for each in resolve_dates(text, published) if start <= each.start and each.end <= end
    ]
    article = Article("a", text, "Days", published=published)
    assert quote_dates(article, start, end) == tuple(whole)


def test_a_person_called_may_behind_the_slice_is_known_in_it() -> None:
    first = "The talks ended when May left."
    text = first + " The room was quiet." * 60 + " Theresa May spoke."
    assert resolve_dates(text, PUBLISHED, part=(0, len(first))) == resolve_dates(text, PUBLISHED)


def test_a_date_leans_on_one_pages_before_it() -> None:
    text = "It began on March 3." + "\nThe room was quiet." * 300 + "\nThree days later it ended."
    [later] = quote_dates(Article("a", text, "Days", published=PUBLISHED), 100, len(text))
    assert later.value == "2018-03-06"


def test_far_behind_a_date_nothing_leans_on_it() -> None:
    text = "It began on March 3." + "\nThe room was quiet." * 900 + "\nThree days later it ended."
    start = len(text) - 27
    [later] = quote_dates(Article("a", text, "Days", published=PUBLISHED), start, len(text))
    assert (later.text, later.value) == ("Three days later", None)


FILLER = "\n" + " The room was quiet." * 60 + "\n"


@settings(deadline=None, max_examples=60)
@given(
    st.lists(WORDS, min_size=1, max_size=30).map(" ".join),
    st.lists(WORDS, min_size=1, max_size=30).map(" ".join),
    st.none() | st.dates(),
)
def test_a_slice_leans_on_what_stands_far_before_it(
    before: str, behind: str, published: date | None
) -> None:
    text = before + FILLER + behind
    start = len(text) - len(behind)
    whole = [each for each in resolve_dates(text, published) if start <= each.start]
    article = Article("a", text, "Days", published=published)
    assert quote_dates(article, start, len(text)) == tuple(whole)


@pytest.mark.parametrize(
    ("before", "later"),
    [
        ("The strike began on March 3, 2016.", "Three days later the ports reopened."),
        ("Revenue rose in the third quarter of 2015.", "It had fallen in the prior quarter."),
        ("It was founded on May 4, 2011.", "It moved in June."),
    ],
)
def test_what_a_slice_leans_on_may_stand_far_before_it(before: str, later: str) -> None:
    text = before + FILLER + later
    start = len(text) - len(later)
    for published in (PUBLISHED, None):
        alone = resolve_dates(later, published)
        read = quote_dates(Article("a", text, "Days", published=published), start, len(text))
        assert read == article_dates(Article("a", text, "Days", published=published))[1:]
        if published is None:
            assert [each.value for each in read] != [each.value for each in alone]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Brook, who has come to Tolby twice, most recently in January, leaves soon.", "2019-01"),
        ("The feast, which falls on Oct. 6, supplied an occasion.", "2019-10-06"),
        ("They have begun to build there in March.", "2019-03"),
    ],
)
def test_participles_and_present_forms_tell_the_time(text: str, value: str) -> None:
    [found] = [each for each in resolve_dates(text, date(2019, 6, 18)) if each.first]
    assert found.value == value


def test_a_month_in_a_name_is_no_date() -> None:
    assert resolve_dates("The two sat in May Day Stadium.", date(2019, 6, 18)) == []
    assert resolve_dates("The league calls it March Madness.", date(2019, 6, 18)) == []


def test_may_within_a_list_is_a_month() -> None:
    found = resolve_dates("She came in March, May and June of 2018.", None)
    assert [each.value for each in found] == ["2018-03", "2018-05", "2018-06"]
    assert resolve_dates("Johnson, May and Cameron spoke.", date(2019, 6, 18)) == []


def test_without_a_publication_date_no_year_comes_from_another_paragraph() -> None:
    near = resolve_dates("The fire was in March 2018. In June the hall opened again.", None)
    assert [each.value for each in near] == ["2018-03", "2018-06"]
    far = resolve_dates("The fire was in March 2018.\n\nThe mayor came in June.", None)
    assert [each.value for each in far] == ["2018-03", None]
