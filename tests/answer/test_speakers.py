from __future__ import annotations

import pytest

from assistant.answer.speakers import is_person_role, speaker_in


@pytest.mark.parametrize(
    ("piece", "name"),
    [
        ("Ada Brook", "Ada Brook"),
        ("Eagles coach Ada Brook", "Ada Brook"),
        ("the engineer Ada Brook", "Ada Brook"),
        ("Sen. Ada Brook", "Sen. Ada Brook"),
        ("The Pentagon", "Pentagon"),
        ("USA TODAY", "USA TODAY"),
        ("University of Dover", "University of Dover"),
        ("Ludwig van der Brook", "Ludwig van der Brook"),
        ("But she", "she"),
        ("police", "police"),
        ("the dam’s owner", "the dam’s owner"),
        ("officials in Dover", "officials in Dover"),
        ("a spokesman for the ministry", "a spokesman for the ministry"),
        ("", None),
        ("I", None),
        ("the bridge", None),
        ("On Monday", None),
        ("The fire spread quickly in Dover", None),
        ("spokesman", None),
        ("who", None),
        ("the car that police followed at night", None),
    ],
)
def test_who_can_say_something_is_named(piece: str, name: str | None) -> None:
    assert speaker_in(piece) == name


def test_any_noun_may_describe_a_name_where_the_place_leaves_no_doubt() -> None:
    assert speaker_in("tight end Ada Brook") is None
    assert speaker_in("tight end Ada Brook", described=True) == "Ada Brook"


def test_roles_of_one_person() -> None:
    assert is_person_role("her rival")
    assert not is_person_role("the ministry")
    assert not is_person_role("officials")
