"""What stands around each line of a page, as columns of numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.corpus.lines import Line
from assistant.corpus.prose import SENTENCE_WORDS, main_block

Column = NDArray[np.float64]

JUNK: Final = ("share", "menu", "subscribe", "legal", "related")
# Lines of at least this much prose make up the running text.
RUNNING: Final = 0.2
# Shorter words say little of what a report is about.
_TOPIC_WORD: Final = re.compile(r"[^\W\d_]{4,}")


def around(
    lines: Sequence[Line],
    words: Sequence[list[str]],
    own: Mapping[str, Column],
    title: int | None,
) -> dict[str, Column]:
    """Return the columns that tell a line by its place and its neighbours."""
    prose = own["prose"]
    block = main_block(lines, prose.tolist(), title)
    sizes = np.array([len(some) for some in words], np.float64)
    junk = np.any([own[name] for name in JUNK], axis=0).astype(np.float64)
    columns = _beside(own, sizes, junk)
    columns |= _in_block(own, junk, block)
    columns |= _under_title(own, title, len(lines))
    columns |= _below(own, block, title)
    columns |= _on_page(own, columns, sizes, junk)
    return columns | _topic(lines, block, title)


def window(values: Column, reach: int) -> Column:
    """Return the sum of `values` within `reach` lines of each line."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    at = np.arange(len(values))
    high = np.minimum(len(values), at + reach + 1)
    low = np.maximum(0, at - reach)
    return np.asarray(total[high] - total[low])


def shifted(values: Column, by: int) -> Column:
    """Return the value `by` lines below each line (above, where negative), 0 off the page."""
    moved = np.zeros(len(values))
    if by > 0:
        moved[:-by] = values[by:]
    else:
        moved[-by:] = values[:by]
    return moved


def _beside(own: Mapping[str, Column], sizes: Column, junk: Column) -> dict[str, Column]:
    prose = own["prose"]
    running = np.where(prose >= RUNNING, sizes, 0.0)
    before = np.maximum(shifted(junk, -1), shifted(junk, -2))
    return {
        "prev_prose": shifted(prose, -1),
        "prev2_prose": shifted(prose, -2),
        "next_prose": shifted(prose, 1),
        "next2_prose": shifted(prose, 2),
        "near_share": window(running, 3) / np.maximum(1.0, window(sizes, 3)),
        "wide_share": window(running, 10) / np.maximum(1.0, window(sizes, 10)),
        "run_bullets": np.log1p(_runs(own["bullet"])),
        "run_short": np.log1p(_runs((sizes < SENTENCE_WORDS).astype(np.float64))),
        "after_furniture": (1 - junk) * before,
        "furniture_near": window(junk, 3) / 7,
        "prev_bullet": shifted(own["bullet"], -1),
        "next_bullet": shifted(own["bullet"], 1),
        "prev_related": shifted(own["related"], -1),
        "prev_caption": shifted(own["caption"], -1),
        "next_caption": shifted(own["caption"], 1),
        "same_form": window(own["bullet"], 2) * own["bullet"] / 5,
    }


def _runs(flags: Column) -> Column:
    """Return the length of the run of set flags that each line lies in, 0 where its own is off."""
    edges = np.flatnonzero(np.diff(flags)) + 1
    bounds = np.concatenate([[0], edges, [len(flags)]])
    lengths = np.diff(bounds)
    return np.asarray(np.repeat(lengths, lengths) * flags)


def _in_block(own: Mapping[str, Column], junk: Column, block: tuple[int, int]) -> dict[str, Column]:
    first, last = block
    at = np.arange(len(junk))
    inside = ((at >= first) & (at < last)).astype(np.float64)
    short = 1.0 - own["words_8"]
    ends = np.cumsum(np.where((own["prose"] < 0.5) & (at >= first), own["end"], 0.0))
    return {
        "in_block": inside,
        "before_block": np.log1p(np.maximum(0, first - at)),
        "after_block": (1 - inside) * np.log1p(np.maximum(0, at - last + 1)),
        "block_share": inside * (at - first) / max(1, last - first),
        "after_end": np.minimum(1.0, 0.5 * (ends - own["end"])),
        "short_in_block": inside * short,
        "bullet_in_block": inside * own["bullet"],
        "twice_in_block": inside * own["twice"],
        "ends_in_block": inside * own["ends_sentence"],
        "to_page_end": np.log1p(len(junk) - at),
    }


def _under_title(own: Mapping[str, Column], title: int | None, size: int) -> dict[str, Column]:
    at = np.arange(size)
    below = at - title if title is not None else np.zeros(size)
    stamp = np.maximum(own["byline"], own["dated"])
    ahead = np.maximum.reduce([shifted(stamp, by) for by in (1, 2, 3)])
    return {
        "after_title": (below > 0).astype(np.float64),
        "before_title": (at <= title if title is not None else below).astype(np.float64),
        "title_distance": np.log1p(np.maximum(0, below)),
        "near_title": ((below > 0) & (below <= 4)).astype(np.float64),
        "before_stamp": ahead * (below > 0) * (below <= 4),
    }


def _below(
    own: Mapping[str, Column], block: tuple[int, int], title: int | None
) -> dict[str, Column]:
    """Return the columns that end markers and comments give to the lines below them."""
    first, size = block[0], len(own["end"])
    at = np.arange(size)
    total = np.cumsum(own["prose"])
    total -= total[first] - own["prose"][first]
    begin = max(first, title or 0)
    ended = (own["end"] > 0) & (own["prose"] < 0.5) & (at >= begin) & (total > 1.0)
    comments = (own["comments"] > 0) & (at >= begin) & (total > 1.0)
    end_at = int(np.argmax(ended)) if ended.any() else size
    comments_at = int(np.argmax(comments)) if comments.any() else size
    from_title = at > (-1 if title is None else title)
    return {
        "in_span": (from_title & (at < end_at)).astype(np.float64),
        "after_comments": (at > comments_at).astype(np.float64),
        "near_ago": (window(own["remark"] * (1 - own["words_15"]), 4)) / 9,
    }


def _on_page(
    own: Mapping[str, Column], columns: Mapping[str, Column], sizes: Column, junk: Column
) -> dict[str, Column]:
    short, bullet = 1.0 - own["words_8"], own["bullet"]
    page = np.ones(len(short))
    junk_share, bullet_share = junk.mean() * page, bullet.mean() * page
    return {
        "page_prose": own["prose"].mean() * page,
        "junk_share": junk_share,
        "bullet_share": bullet_share,
        "short_clean": short * (1 - bullet_share),
        "short_unmarked": short * (1 - junk_share) ** 4,
        "short_in_prose": short * columns["near_share"],
        "bullet_in_prose": bullet * columns["wide_share"],
        "twice_words": own["twice"] * own["log_words"],
        "long_bullet": bullet * own["prose"],
        "list_page": short * (sizes[sizes < SENTENCE_WORDS].sum() / max(1.0, sizes.sum())),
    }


def _topic(lines: Sequence[Line], block: tuple[int, int], title: int | None) -> dict[str, Column]:
    """Return how far a line speaks of what the main block and the title speak of."""
    said = [set(_TOPIC_WORD.findall(line.text.lower())) for line in lines]
    times = Counter(word for some in said[block[0] : block[1]] for word in some)
    often = {word for word, count in times.items() if count > 1}
    titled = said[title] if title is not None else set()
    shared, of_title = np.zeros(len(lines)), np.zeros(len(lines))
    for at, some in enumerate(said):
        if some:
            elsewhere = often if block[0] <= at < block[1] else times.keys()
            shared[at] = len(some & elsewhere) / len(some)
            of_title[at] = len(some & titled) / len(some)
    return {"topic": shared, "title_words": of_title}
