"""Dense and lexical results become one ranking; pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from assistant.index.engine import Scored
from assistant.settings import FUSION_COSINE_WEIGHT, PERIOD_LIFT


@dataclass(frozen=True, slots=True)
class Fused:
    """A passage's key with its fused score and the two parts; `bm25` is in [0, 1]."""

    key: int
    score: float
    cosine: float
    bm25: float


def fuse(
    dense: Collection[Scored],
    lexical: Collection[Scored],
    cosines: Callable[[list[int]], Sequence[float]],
    weight: float = FUSION_COSINE_WEIGHT,
) -> list[Fused]:
    """Rank by `weight` * cosine + (1 - `weight`) * BM25 / best BM25; ties by the smaller key.

    `cosines` gives the exact cosine of the lexical results that the dense search did not return.
    """
    cosine = {hit.key: hit.score for hit in dense}
    best = max((hit.score for hit in lexical), default=0.0)
    bm25 = {hit.key: hit.score / best for hit in lexical} if best > 0 else {}
    missing = [key for key in bm25 if key not in cosine]
    if missing:
        cosine.update(zip(missing, map(float, cosines(missing)), strict=True))
    fused = [
        Fused(key, weight * value + (1 - weight) * bm25.get(key, 0.0), value, bm25.get(key, 0.0))
        for key, value in cosine.items()
    ]
    return sorted(fused, key=lambda hit: (-hit.score, hit.key))


def lifted(fused: Sequence[Fused], keys: Collection[int], lift: float = PERIOD_LIFT) -> list[Fused]:
    """Rank anew with `lift` added to the scores of some passages."""
    raised = [replace(hit, score=hit.score + lift) if hit.key in keys else hit for hit in fused]
    return sorted(raised, key=lambda hit: (-hit.score, hit.key))
