"""Fold near copies of a corpus, looking only at what is new and at what it may be a copy of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from assistant.corpus.copies import Groups, bands, link_copies
from assistant.index.article_ledger import ArticleLedger, Integers, LooseText

# Texts that find their groups at once: 16 MiB of signatures, and as many hashes.
TEXTS_AT_ONCE: Final = 32_768


def fold_copies(ledger: ArticleLedger) -> None:
    """Bring groups and standing reports up to date; the result is that of folding all at once.

    Copies are those of `assistant.corpus.copies.fold`, and so is the report that stands.
    """
    ledger.drop_orphans()
    while texts := ledger.loose(TEXTS_AT_ONCE):
        _place(ledger, texts)
        ledger.commit()
    ledger.stand()
    ledger.commit()


def _place(ledger: ArticleLedger, texts: Sequence[LooseText]) -> None:
    """Give loose texts their groups, and merge the groups that they bring together."""
    loose = {text.number: text.signature for text in texts}
    hashes, numbers = bands(loose)
    new = [text.number for text in texts if not text.banded]
    fresh = np.isin(numbers, np.asarray(new, np.int64))
    ledger.add_bands(hashes[fresh], numbers[fresh])
    hashes, numbers = _shared(*ledger.meeting(hashes))
    met = [number for number in np.unique(numbers).tolist() if number not in loose]
    homes = ledger.groups(met)
    # Texts without a group are dropped ones, or loose ones whose turn comes and which find these.
    known = np.isin(numbers, np.asarray([*loose, *homes], np.int64))
    signatures = {**ledger.signatures(list(homes)), **loose}
    groups = Groups()
    link_copies(
        hashes[known],
        numbers[known],
        signatures,
        loose,
        groups,
        lambda number: homes.get(number, number),
    )
    merged = {group: groups.first(group) for group in groups.joined() if group not in loose}
    ledger.regroup({number: groups.first(number) for number in loose}, merged)


def _shared(hashes: Integers, numbers: Integers) -> tuple[Integers, Integers]:
    """Leave out the pairs whose hash no other has: nearly all of them."""
    same = hashes[1:] == hashes[:-1]
    shared = np.zeros(len(hashes), bool)
    shared[1:] |= same
    shared[:-1] |= same
    return hashes[shared], numbers[shared]
