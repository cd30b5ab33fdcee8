"""The sentence scorer: a logistic regression, fitted by `benchmarks/fit_selector.py`."""

from __future__ import annotations

from typing import Final

# In the order of `features.NAMES`; fitted on half of the questions of gold and news_qa.
WEIGHTS: Final = (
    2.853,  # cosine
    1.919,  # passage_cosine
    0.595,  # passage_score
    0.060,  # passage_first
    -0.118,  # overlap_sentence
    0.564,  # overlap_context
    0.589,  # overlap_title
    2.155,  # overlap_passage
    0.127,  # pairs_context
    0.129,  # names_sentence
    0.125,  # names_context
    0.047,  # names_all
    0.650,  # numbers_context
    -0.416,  # rarest_context
    0.886,  # clue
    -0.713,  # asks_for_clue
    1.162,  # place_in_article
    0.904,  # length
    -0.504,  # is_question
)
BIAS: Final = -8.499
# The best sentence must be at least this probable, else the corpus is said to have no answer. Of
# the training half, .2 answers .59 of what can be answered, .19 of what cannot (.25: .49 and .16).
ANSWER_THRESHOLD: Final = 0.2
# A further quote must be this part as probable as the best one.
QUOTE_FLOOR: Final = 0.2
# Another article goes before a second quote of one only if it is this part as probable as the best.
VARIETY: Final = 0.5
