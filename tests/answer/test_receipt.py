from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.receipt import receipt
from tests.answer.newsroom import article

TEXT = (
    "The harbour opened at dawn. Ships waited outside, and their crews slept on deck.\n\n"
    "A pilot called it the longest queue that she had seen in twenty years of work."
)


def test_prefix_and_suffix_are_the_words_around_a_quote() -> None:
    start = TEXT.index("Ships")
    made = receipt(article(TEXT), start, start + 5)
    assert made.prefix == "The harbour opened at dawn. "
    assert made.suffix == " waited outside, and their crews"
    assert made.link is None


def test_a_whole_article_has_nothing_around_it() -> None:
    made = receipt(article(TEXT), 0, len(TEXT))
    assert (made.prefix, made.suffix) == ("", "")


def test_context_grows_until_a_repeated_sentence_is_told_apart() -> None:
    refrain = "Nothing was found in the water near the old pier that was closed in spring. "
    text = f"On Monday divers went down. {refrain * 3}On Tuesday they stopped."
    start = text.index(refrain) + len(refrain)
    end = start + len(refrain) - 1
    made = receipt(article(text), start, end)
    assert text.count(made.prefix + text[start:end] + made.suffix) == 1


@given(st.text(alphabet="ab \n.", min_size=2, max_size=400), st.data())
def test_a_receipt_is_unique_and_verbatim(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = receipt(article(text), start, end)
    together = made.prefix + text[start:end] + made.suffix
    found = [i for i in range(len(text)) if text.startswith(together, i)]
    assert found == [start - len(made.prefix)]
