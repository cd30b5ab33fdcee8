"""The sentence scorer: a logistic regression, fitted by `benchmarks/fit_selector.py`."""

from __future__ import annotations

from typing import Final

# In the order of `features.NAMES`; fitted on the half of the questions of gold and news_qa that the
# reader was not trained on.
WEIGHTS: Final = (
    0.3622,  # passage_cosine
    1.2445,  # passage_score
    0.5818,  # passage_first
    -0.2722,  # overlap_sentence
    0.9255,  # overlap_context
    -0.7970,  # overlap_title
    0.2157,  # overlap_passage
    -0.5062,  # pairs_context
    0.3276,  # names_sentence
    -0.1602,  # names_context
    -0.1268,  # numbers_context
    -0.1167,  # rarest_context
    0.5127,  # clue
    -1.0072,  # asks_for_clue
    0.5408,  # place_in_article
    0.7087,  # length
    0.5357,  # names_fit
    1.3317,  # period_fit
    0.0461,  # no_period
    0.2393,  # read_answerable
    -0.1524,  # read_mass
    0.3334,  # read_best
    0.0795,  # read_joint
    0.0394,  # read_answerable_lead
)
BIAS: Final = -3.4690
# (factor, constant) of the logit: a quote holds more than its best sentence, so it is right more
# often. Fitted by `benchmarks/confidence.py` on the half of news_qa and gold that the weights were
# not; on the other half it takes the calibration error to .042.
CALIBRATION: Final = (1.387, 0.978)
# A quote must be at least this probable, else the corpus is said to have no answer: the least that
# keeps false answers of news questions near one in eight.
ANSWER_THRESHOLD: Final = 0.49
# A further quote must be this part as probable as the best one.
QUOTE_FLOOR: Final = 0.2
# Another article goes before a second quote of one only if it is this part as probable as the best.
VARIETY: Final = 0.5
