"""The sentence scorer: a logistic regression, fitted by `benchmarks/fit_selector.py`."""

from __future__ import annotations

from typing import Final

# In the order of `features.NAMES`; fitted on the half of the questions of gold and news_qa that the
# reader was not trained on.
WEIGHTS: Final = (
    -0.2134,  # passage_cosine
    2.4742,  # passage_score
    0.4857,  # passage_first
    -0.3474,  # overlap_sentence
    0.9754,  # overlap_context
    -0.6182,  # overlap_title
    -0.0292,  # overlap_passage
    -0.5541,  # pairs_context
    0.3437,  # names_sentence
    -0.1915,  # names_context
    -0.1845,  # numbers_context
    0.0494,  # rarest_context
    0.4003,  # clue
    -0.7738,  # asks_for_clue
    0.4815,  # place_in_article
    0.8395,  # length
    0.5157,  # names_fit
    1.1565,  # period_fit
    0.0127,  # no_period
    0.3079,  # read_answerable
    -0.1476,  # read_mass
    0.3540,  # read_best
    0.0283,  # read_joint
    -0.0587,  # read_answerable_lead
)
BIAS: Final = -4.1299
# (factor, constant) of the logit: a quote holds more than its best sentence, so it is right more
# often. Fitted by `benchmarks/confidence.py` on the half of news_qa and gold that the weights were
# not; on the other half it takes the calibration error from .083 to .047.
CALIBRATION: Final = (1.304, 1.089)
# A quote must be at least this probable, else the corpus is said to have no answer: the least that
# keeps false answers of news questions near one in eight.
ANSWER_THRESHOLD: Final = 0.496
# A further quote must be this part as probable as the best one.
QUOTE_FLOOR: Final = 0.2
# Another article goes before a second quote of one only if it is this part as probable as the best.
VARIETY: Final = 0.5
