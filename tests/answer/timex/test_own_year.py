from __future__ import annotations

from datetime import date

import pytest

from assistant.answer.dates import resolve_dates


def values(text: str, published: str | None) -> dict[str, str | None]:
    day = date.fromisoformat(published) if published else None
    return {each.text: each.value for each in resolve_dates(text, day)}


@pytest.mark.parametrize(
    ("text", "published", "expression", "value"),
    [
        # The year of what is held
        ("The 2022 fair is slated for July 27.", "2021-08-10", "July 27", "2022-07-27"),
        ("The 2022 Tidewater Jazz Weekend runs July 29-30.", "2021-12-10", "July 29-30",
         "2022-07-29/2022-07-30"),
        ("The 2023 boat race, planned for May, has 40 entries.", "2022-07-01", "May", "2023-05"),
        ("The 2017 marathon was held on May 6.", "2018-09-01", "May 6", "2017-05-06"),
        # The year that the sentence opens with, or that stands in the same clause
        ("In 2015, he was jailed in June and freed in August.", "2018-09-01", "August", "2015-08"),
        ("She was married in 2015 in June.", "2018-09-01", "June", "2015-06"),
    ],
)  # fmt: skip
def test_the_year_of_the_sentence_holds(
    text: str, published: str, expression: str, value: str
) -> None:
    assert values(text, published)[expression] == value


@pytest.mark.parametrize(
    ("text", "published", "expression", "value"),
    [
        ("The 2018 budget was passed in December.", "2018-03-01", "December", "2017-12"),
        ("His 2016 campaign manager was convicted in August.", "2018-10-01", "August", "2018-08"),
        ("The school, founded in 1963, said in June it would close.", "2018-09-01", "June",
         "2018-06"),
        ("She came in 2014 and married in June.", "2018-09-01", "June", "2018-06"),
        ("The 2024 candidates will debate on June 27.", "2023-05-02", "June 27", "2023-06-27"),
    ],
)  # fmt: skip
def test_a_year_of_something_else_does_not(
    text: str, published: str, expression: str, value: str
) -> None:
    assert values(text, published)[expression] == value


def test_a_list_shares_the_year_behind_it_and_no_other_clause_does() -> None:
    text = "Sales fell in June, and rose again in March, April and May of 2018."
    found = values(text, "2020-03-29")
    assert found == {"June": "2019-06", "March": "2018-03", "April": "2018-04",
                     "May of 2018": "2018-05"}  # fmt: skip
    assert values(text, None)["June"] is None
    text = "Sales fell in June, and March, April and May of 2018 were worse."
    assert values(text, "2020-03-29")["June"] == "2019-06"


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("It rained in December and January 2018.", "December", "2017-12"),
        ("It rained in June and March of 2018.", "June", "2018-06"),
        ("It ran from October to March 2018.", "October to March 2018", "2017-10/2018-03"),
        ("It rained on March 3, April 5 and May 6, 2016.", "March 3", "2016-03-03"),
    ],
)
def test_the_first_of_a_list_may_lie_in_the_year_before(
    text: str, expression: str, value: str
) -> None:
    assert values(text, "2018-09-01")[expression] == value


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The church burned in 1963. It was rebuilt by 2018. In June it was shown.", None),
        ("In 1963 he marched on the capital. In June he was jailed.", "2018-09-01"),
        ("She was hired on March 3, 2010, and left in June.", "2018-09-01"),
    ],
)
def test_no_year_is_borrowed_from_far_away(text: str, published: str | None) -> None:
    day = date.fromisoformat(published) if published else None
    june = resolve_dates(text, day)[-1]
    assert (june.text, june.value, june.first, june.last) == ("June", "XXXX-06", None, None)
    assert june.basis.startswith("no year of its own, and the text tells of")


def test_nothing_leans_on_a_month_of_an_open_year() -> None:
    text = "In 1963 he marched. In June he was jailed. Two months later he was freed."
    assert values(text, "2018-09-01")["Two months later"] is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She was hired on March 3, 2010.\n\nShe left in June.", "2018-06"),
        ("She joined the March 2010 strike. She left in June.", "2018-06"),
        ("She was hired on March 3, 2010. She will leave in June.", "2019-06"),
        ("In May 2017 it opened. It closed in June.", "2018-06"),
    ],
)
def test_the_publication_places_what_no_far_year_tells_of(text: str, value: str) -> None:
    assert values(text, "2018-09-01")["June"] == value
