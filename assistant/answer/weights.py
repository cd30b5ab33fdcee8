"""The sentence scorer: a logistic regression, fitted by `benchmarks/fit_selector.py`."""

from __future__ import annotations

from typing import Final

# In the order of `features.NAMES`; fitted on half of the questions of gold and news_qa.
WEIGHTS: Final = (
    2.589,  # cosine
    -0.529,  # passage_cosine
    0.875,  # passage_score
    0.693,  # passage_first
    0.784,  # overlap_sentence
    0.973,  # overlap_context
    0.465,  # overlap_title
    0.820,  # overlap_passage
    -0.877,  # pairs_context
    -0.033,  # names_sentence
    0.371,  # names_context
    0.273,  # names_all
    0.869,  # numbers_context
    -0.137,  # rarest_context
    1.221,  # clue
    -1.662,  # asks_for_clue
    0.821,  # place_in_article
    0.681,  # length
    -0.948,  # is_question
)
BIAS: Final = -6.521
# The best sentence must be at least this probable, else the corpus is said to have no answer. On
# the training half .25 answers about half of what can be answered and a quarter of what cannot.
ANSWER_THRESHOLD: Final = 0.25
# A further quote must be this part as probable as the best one.
QUOTE_FLOOR: Final = 0.2
# Another article goes before a second quote of one only if it is this part as probable as the best.
VARIETY: Final = 0.5
