"""The sentence scorer: a logistic regression, fitted by `benchmarks/fit_selector.py`."""

from __future__ import annotations

from typing import Final

# In the order of `features.NAMES`; fitted on half of the questions of gold and news_qa.
WEIGHTS: Final = (
    2.711,  # cosine
    1.100,  # passage_cosine
    0.026,  # passage_score
    0.348,  # passage_first
    0.311,  # overlap_sentence
    1.056,  # overlap_context
    0.491,  # overlap_title
    1.560,  # overlap_passage
    -0.414,  # pairs_context
    0.081,  # names_sentence
    0.241,  # names_context
    0.089,  # names_all
    0.731,  # numbers_context
    -0.165,  # rarest_context
    0.841,  # clue
    -1.063,  # asks_for_clue
    0.903,  # place_in_article
    0.917,  # length
    -0.891,  # is_question
)
BIAS: Final = -7.369
# The best sentence must be at least this probable, else the corpus is said to have no answer. Of
# the training half, .25 answers .47 of what can be answered, .17 of what cannot (.22: .55 and .23).
ANSWER_THRESHOLD: Final = 0.25
# A further quote must be this part as probable as the best one.
QUOTE_FLOOR: Final = 0.2
# Another article goes before a second quote of one only if it is this part as probable as the best.
VARIETY: Final = 0.5
