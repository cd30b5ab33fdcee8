"""Which quotes are told to disagree: recall and precision over pairs made from known answers.

python -m benchmarks.disagreements [--evaluation DIR] [--training DIR] [--half development] [--show]

A pair is the sentence that answers a question, and a second report. Pairs that disagree: the same
sentence, whole and shortened, with another number or day. Pairs that only look alike: the sentence
with another name and number, the same number written otherwise, a bound or a rounded number that
holds, and the sentence that a person marked as the likeliest wrong answer.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from assistant.answer.dates import quote_dates
from assistant.answer.disagreements import find_disagreements
from assistant.answer.names import find_names
from assistant.answer.quantities import Quantity, find_quantities
from assistant.answer.question import understand
from assistant.answer.words import stem
from assistant.models import Article, Quote, Span, text_sha256
from benchmarks.evaluation import BESIDE, evaluation_folder, records
from benchmarks.silver import training_half

_DIGITS: Final = re.compile(r"\d(?:[\d,]*\d)?(?:\.\d+)?")
_SMALL_WORDS: Final = "one two three four five six seven eight nine ten eleven twelve"
_SMALL: Final = _SMALL_WORDS.split()
_DAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_DAY_OF_MONTH: Final = re.compile(
    rf"\b(?P<month>{_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?) "
    r"(?P<day>\d{1,2})\b"
)
# Days that an edited date is moved by; a report seldom errs by more.
_MOVED: Final = 2
# A shortened copy keeps this many words at least.
_KEPT_WORDS: Final = 8
# Names that stand in no evaluation text.
_OTHERS: Final = ("Orvale", "Tolby", "Mirland", "Brankov")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports for one question, and whether they exclude one another."""

    sort: str
    question: str
    quotes: tuple[Quote, Quote]
    disagree: bool


def pairs(record: dict[str, Any], article: Article) -> Iterator[Pair]:
    """Yield the pairs that one question with its answer gives."""
    asked, own = record["question"], _quote(article, tuple(record["gold"][0]), _answer(record))
    if own is None:
        return
    if wrong := record.get("distractor"):
        other = _quote(article, tuple(wrong), None)
        if other is not None and other.text != own.text:
            # Within one report nothing is said to disagree.
            other = replace(other, article=replace(article, id="another report"))
            yield Pair("likeliest wrong answer", asked, (own, other), disagree=False)
    numbers = record["kind"] == "how_many"
    edited = _another_number(own) if numbers else _another_day(own)
    if edited is None:
        return
    yield Pair("another number" if numbers else "another day", asked, (own, edited), disagree=True)
    if short := _shortened(edited):
        yield Pair("the same, shortened", asked, (own, short), disagree=True)
    if named := _renamed(edited, asked):
        yield Pair("another name too", asked, (own, named), disagree=False)
    if numbers:
        yield from _agreeing(asked, own)


def _agreeing(asked: str, own: Quote) -> Iterator[Pair]:
    quantity = _counted(own)
    if quantity is None:
        return
    if other := _written_otherwise(own, quantity):
        yield Pair("written otherwise", asked, (own, other), disagree=False)
    digits = _DIGITS.search(own.text, quantity.start, quantity.end)
    plain = not digits or float(digits.group().replace(",", "")) == quantity.value
    if quantity.sense == "exact" and plain and not quantity.unit and quantity.value >= 3:
        more = _replaced(own, quantity, f"at least {_like(own, quantity, quantity.value - 1)}")
        yield Pair("a bound that holds", asked, (own, more), disagree=False)


def _answer(record: dict[str, Any]) -> Span | list[str]:
    answer = record["answer"]
    return (answer[0], answer[1]) if isinstance(answer[0], int) else answer


def _quote(article: Article, span: Span, answer: Span | list[str] | None) -> Quote | None:
    start, end = span
    text = article.text[start:end]
    if not text.strip() or text != text.strip():
        return None
    marked: tuple[Span, ...] = ()
    if isinstance(answer, tuple):
        marked = (answer,) if start <= answer[0] < answer[1] <= end else ()
    elif answer:
        found = [text.find(each) for each in answer]
        marked = tuple(
            (start + at, start + at + len(each))
            for at, each in zip(found, answer, strict=True) if at >= 0
        )[:1]  # fmt: skip
    quote = Quote(article, start, end, text, 0.5, marked)
    inside = quote_dates(article, start, end)
    return replace(quote, dates=tuple(inside))


def _replaced_span(quote: Quote, span: Span, words: str) -> Quote:
    """Return the quote in a copy of its article that says other words there."""
    text = quote.article.text
    changed = text[: span[0]] + words + text[span[1] :]
    article = replace(quote.article, id=text_sha256(changed)[:16], text=changed, source="Other")
    end = quote.end + len(words) - (span[1] - span[0])
    copy = Quote(article, quote.start, end, changed[quote.start : end], quote.score,
                 ((span[0], span[0] + len(words)),))  # fmt: skip
    return replace(copy, dates=tuple(quote_dates(article, quote.start, end)))


def _counted(quote: Quote) -> Quantity | None:
    if not quote.highlights:
        return None
    start, end = (edge - quote.start for edge in quote.highlights[0])
    inside = [q for q in find_quantities(quote.text) if q.start < end and start < q.end]
    return inside[0] if len(inside) == 1 else None


def _replaced(quote: Quote, quantity: Quantity, words: str) -> Quote:
    span = (quote.start + quantity.start, quote.start + quantity.end)
    return _replaced_span(quote, span, words)


def _another_number(quote: Quote) -> Quote | None:
    quantity = _counted(quote)
    if quantity is None:
        return None
    digits = _DIGITS.search(quote.text, quantity.start, quantity.end)
    value = float(digits.group().replace(",", "")) if digits else quantity.value
    if quantity.sense in ("least", "most") or (not digits and value > len(_SMALL) - 2):
        return None
    other = value + 1 if value < 20 else round(value * 1.3) + 1
    return _replaced(quote, quantity, _like(quote, quantity, other))


def _like(quote: Quote, quantity: Quantity, value: float) -> str:
    """Return another number written as the quote writes its own."""
    written = quote.text[quantity.start : quantity.end]
    if _DIGITS.search(written):
        return _DIGITS.sub(f"{value:,.10g}", written, count=1)
    word = _SMALL[int(value) - 1]
    return word.capitalize() if written[0].isupper() else word


def _written_otherwise(quote: Quote, quantity: Quantity) -> Quote | None:
    value = int(quantity.value)
    written = quote.text[quantity.start : quantity.end]
    if quantity.unit or value != quantity.value or not 1 <= value <= len(_SMALL):
        return None
    words = _SMALL[value - 1] if written.isdigit() else str(value)
    return _replaced(quote, quantity, words)


def _another_day(quote: Quote) -> Quote | None:
    if not quote.highlights:
        return None
    start, end = quote.highlights[0]
    text = quote.article.text
    if match := _DAY_OF_MONTH.search(text, start, min(end + 3, quote.end)):
        day = int(match["day"])
        moved = day + _MOVED if day <= 26 else day - _MOVED
        return _replaced_span(quote, match.span("day"), str(moved))
    for number, name in enumerate(_DAYS):
        at = text.find(name, start, end)
        if at >= 0:
            return _replaced_span(quote, (at, at + len(name)), _DAYS[number - _MOVED])
    return None


def _shortened(quote: Quote) -> Quote | None:
    """Return the quote up to the last comma behind its answer, as another report's sentence."""
    cut = quote.text.find(",", quote.highlights[0][1] - quote.start)
    if cut < 0 or len(quote.text[:cut].split()) < _KEPT_WORDS:
        return None
    text = quote.article.text
    kept = f"{text[: quote.start + cut]}.{text[quote.end :]}"
    article = replace(quote.article, id=text_sha256(kept)[:16], text=kept)
    end = quote.start + cut + 1
    copy = replace(quote, article=article, end=end, text=kept[quote.start : end], dates=())
    return replace(copy, dates=tuple(quote_dates(article, quote.start, end)))


def _renamed(quote: Quote, asked: str) -> Quote | None:
    """Return the quote as it would tell of another: each name of the question replaced."""
    parts = {part for name in find_names(asked) for part in name.stems}
    words = sorted(
        {w for w in re.findall(r"[^\W\d_]+", quote.article.title + quote.text)
         if w[0].isupper() and stem(w) in parts}
    )  # fmt: skip
    # A sentence without the name would be the same word for word.
    if not any(word in quote.text for word in words):
        return None
    others = {word: _OTHERS[at % len(_OTHERS)] for at, word in enumerate(words)}
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")

    def changed(text: str) -> str:
        return pattern.sub(lambda match: others[match.group()], text)

    text = quote.article.text
    head, body = changed(text[: quote.start]), changed(quote.text)
    whole = head + body + changed(text[quote.end :])
    article = replace(
        quote.article, id=text_sha256(whole)[:16], text=whole, title=changed(quote.article.title)
    )
    first = quote.highlights[0]
    before = changed(text[quote.start : first[0]])
    marked = (len(head) + len(before), len(head) + len(before) + first[1] - first[0])
    copy = Quote(article, len(head), len(head) + len(body), body, quote.score, (marked,))
    return replace(copy, dates=tuple(quote_dates(article, copy.start, copy.end)))


def marked(pair: Pair) -> bool:
    # A copy is printed a day later, as other papers do.
    first, second = pair.quotes
    if second.article.source == "Other" and second.article.published:
        later = second.article.published + timedelta(days=1)
        article = replace(second.article, published=later)
        # Its own days stay those of the sentence.
        second = replace(second, article=article)
    return bool(find_disagreements(understand(pair.question), (first, second)))


def articles(path: Path) -> dict[str, Article]:
    found = {}
    for record in records(path):
        published = date.fromisoformat(record["published"][:10]) if record["published"] else None
        found[record["url"]] = Article(
            text_sha256(record["text"])[:16], record["text"], record["title"], "Desk", None,
            published, "metadata" if published else "unknown", record["url"], language="en",
        )  # fmt: skip
    return found


def report(name: str, made: list[Pair], *, show: bool) -> None:
    told = [(pair, marked(pair)) for pair in made]
    right = sum(pair.disagree and found for pair, found in told)
    wrong = sum(not pair.disagree and found for pair, found in told)
    missed = sum(pair.disagree and not found for pair, found in told)
    alike = sum(not pair.disagree for pair, _ in told)
    precision = right / max(1, right + wrong)
    print(
        f"{name}: recall {right / max(1, right + missed):.3f} (n={right + missed}), "
        f"precision {precision:.3f}, marked of those that only look alike {wrong} of {alike}"
    )
    sorts = Counter(pair.sort for pair, _ in told)
    found_of = Counter(pair.sort for pair, found in told if found)
    for sort, count in sorts.items():
        print(f"  {sort}: marked {found_of[sort]} of {count}")
    if show:
        for pair, found in told:
            if found != pair.disagree:
                print(f"\n[{pair.sort}, marked {found}] {pair.question}")
                print("  1.", pair.quotes[0].text, "\n  2.", pair.quotes[1].text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--training", default=str(BESIDE.parent / "training"))
    parser.add_argument("--half", choices=("development", "held-out"))
    parser.add_argument("--show", action="store_true", help="print each pair that is told wrongly")
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation)
    sets = {"gold": (folder / "gold/questions.jsonl", folder / "news_qa/articles.jsonl.gz")}
    training = Path(given.training) / "news_questions"
    if training.is_dir():
        sets["news_questions"] = (training / "train.jsonl", training / "articles.jsonl.gz")
    for name, (questions, texts) in sets.items():
        known = articles(texts)
        asked = [
            record for record in records(questions)
            if record["kind"] in ("when", "how_many") and record.get("answer")
            and record.get("gold") and record["url"] in known
        ]  # fmt: skip
        for half in ("development", "held-out"):
            if given.half in (None, half):
                part = [each for each in asked
                        if training_half(each["id"]) == (half == "development")]  # fmt: skip
                made = [pair for each in part for pair in pairs(each, known[each["url"]])]
                report(f"{name}, {half} half", made, show=given.show)


if __name__ == "__main__":
    main()
