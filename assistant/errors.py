"""The error tree.

NewsquoteError
├── CorpusError         the corpus cannot be read at all (one bad file is skipped, not an error)
├── IndexUnusable
│   ├── IndexMissing    no index in the folder
│   ├── IndexDamaged    half-written, checksums or counts disagree
│   ├── IndexVersion    written by another format version
│   ├── IndexLocked     another build holds the folder
│   ├── StoreError      the database server of the articles does not answer
│   └── EngineError     the search server does not answer, or refuses
│       └── EngineUnfit its collection is missing, or is not for this index
├── ModelError          the embedding model cannot be loaded or does not fit the index
├── ClusterError        the cluster that a build runs on cannot be reached, or failed
├── WorkerLost          a process or machine that worked for a build ended
├── MissingExtra        an optional part of the installation is needed
├── QuoteMismatch       a quote is not the slice of its article that it claims to be
├── InvalidRequest      a question, date or option is out of range
├── NotFound            the index holds no such article
├── Busy                too many questions wait already
└── TimeUp              a question took longer than it may
"""

from __future__ import annotations


class NewsquoteError(Exception):
    """Root of every error that newsquote raises on purpose.

    The message is one line: what happened, the value, what to do next.
    """


class CorpusError(NewsquoteError):
    """The corpus as a whole cannot be read."""


class IndexUnusable(NewsquoteError):
    """An index folder cannot be used."""


class IndexMissing(IndexUnusable):
    """No index was built in the folder."""


class IndexDamaged(IndexUnusable):
    """The index is half-written, or its checksums or counts disagree."""


class IndexVersion(IndexUnusable):
    """The index was written by another format version."""


class IndexLocked(IndexUnusable):
    """Another build is writing the index."""


class StoreError(IndexUnusable):
    """The database server that holds the articles does not answer, or refuses."""


class EngineError(IndexUnusable):
    """The server that searches the passages does not answer, or refuses."""


class EngineUnfit(EngineError):
    """The server's collection is missing, or does not fit the index."""


class ModelError(NewsquoteError):
    """The embedding model cannot be loaded or does not fit the index."""


class ClusterError(NewsquoteError):
    """The cluster that a build runs on cannot be reached, or failed."""


class WorkerLost(NewsquoteError):
    """A process or machine that worked for a build ended before its task."""


class MissingExtra(NewsquoteError):
    """A part of newsquote that is installed by an extra is needed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs the [{extra}] extra. Install it: pip install 'newsquote[{extra}]'"
        )
        self.extra = extra


class QuoteMismatch(NewsquoteError):
    """A quote does not equal its slice of the article's text."""


class InvalidRequest(NewsquoteError):
    """A question, date or option is out of range."""


class NotFound(NewsquoteError):
    """The index holds no such article."""


class Busy(NewsquoteError):
    """Too many questions wait already, or the server is stopping; ask again in a moment."""


class TimeUp(NewsquoteError):
    """A question took longer than it may."""
