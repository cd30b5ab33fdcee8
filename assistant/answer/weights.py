"""The sentence scorer: a logistic regression, fitted by `benchmarks/fit_selector.py`."""

from __future__ import annotations

from typing import Final

# In the order of `features.NAMES`; fitted on the half of the questions of gold and news_qa that the
# reader was not trained on.
WEIGHTS: Final = (
    0.4240,  # passage_cosine
    1.1842,  # passage_score
    0.5823,  # passage_first
    0.3608,  # overlap_context
    -0.7686,  # overlap_title
    0.2437,  # overlap_passage
    0.2461,  # names_sentence
    0.5128,  # clue
    -0.9830,  # asks_for_clue
    0.5091,  # place_in_article
    0.7238,  # length
    0.4738,  # names_fit
    1.3298,  # period_fit
    0.0011,  # no_period
    0.2577,  # read_answerable
    -0.1123,  # read_mass
    0.3363,  # read_best
    0.0311,  # read_joint
    0.0464,  # read_answerable_lead
)
BIAS: Final = -3.6111
# (factor, constant) of the logit: a quote holds more than its best sentence, so it is right more
# often. Fitted by `benchmarks/confidence.py` on the half of news_qa and gold that the weights were
# not; on the other half it takes the calibration error to .057.
CALIBRATION: Final = (1.365, 0.943)
# A quote must be at least this probable, else the corpus is said to have no answer: the least that
# keeps false answers of news questions near one in eight.
ANSWER_THRESHOLD: Final = 0.49
# A further quote must be this part as probable as the best one.
QUOTE_FLOOR: Final = 0.2
# Another article goes before a second quote of one only if it is this part as probable as the best.
VARIETY: Final = 0.5
