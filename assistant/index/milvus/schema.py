"""What a collection of Milvus holds, and by which index it is searched (edge: pymilvus)."""

from __future__ import annotations

from typing import Any, Final

from assistant.errors import EngineUnfit
from assistant.index.milvus.filters import LONGEST_NAME

KEY: Final = "key"
VECTOR: Final = "vector"
# Only where the server searches words.
WORDS: Final = "words"
# Numbers of pymilvus' DataType, whose names need the package.
INT64: Final = 5
VARCHAR: Final = 21
FLOAT_VECTOR: Final = 101
FIELDS: Final = {
    KEY: INT64,
    VECTOR: FLOAT_VECTOR,
    "day": INT64,
    "source": VARCHAR,
    "language": VARCHAR,
}
METRIC: Final = "IP"
# Of HNSW: 32 links a vector in the lowest layer; the makers' middle values for recall above .95.
_HNSW_BUILD: Final = {"M": 16, "efConstruction": 200}
# Lists of IVF: 4 times the root of a segment's rows, which are about 500,000 of 384 dimensions.
_IVF_BUILD: Final = {"nlist": 1024}
# Of 1,024 lists, 64 hold the nearest ten for more than 95 of 100 questions.
_NPROBE: Final = 64
# HNSW looks at this many times the results wanted.
_WIDER: Final = 2
# But not at fewer.
_WIDTH: Final = 128
_BUILDS: Final[dict[str, dict[str, int]]] = {
    "HNSW": _HNSW_BUILD,
    "IVF_FLAT": _IVF_BUILD,
    "IVF_SQ8": _IVF_BUILD,
}


def schema(client: Any, dimension: int) -> Any:
    """Return the schema of a new collection for vectors of `dimension` numbers."""
    made = client.create_schema(auto_id=False, enable_dynamic_field=False)
    made.add_field(KEY, INT64, is_primary=True)
    made.add_field(VECTOR, FLOAT_VECTOR, dim=dimension)
    made.add_field("day", INT64)
    for name in ("source", "language"):
        made.add_field(name, VARCHAR, max_length=LONGEST_NAME)
    return made


def index_for(*, lite: bool, hosted: bool) -> str:
    """Return the vector index of a collection whose maker names none."""
    if hosted:
        # Hosted Milvus takes no other.
        return "AUTOINDEX"
    # milvus-lite serves one small machine: exact costs little there. A server is chosen for
    # numbers at which an exact search takes seconds.
    return "FLAT" if lite else "HNSW"


def index_params(client: Any, kind: str) -> Any:
    """Return what pymilvus needs to make the vector index."""
    made = client.prepare_index_params()
    made.add_index(VECTOR, index_type=kind, metric_type=METRIC, params=_BUILDS.get(kind, {}))
    return made


def search_params(kind: str, limit: int) -> dict[str, Any]:
    """Return how widely an index is searched for `limit` results; others decide themselves."""
    wide: dict[str, int] = {}
    if kind == "HNSW":
        wide = {"ef": max(_WIDTH, _WIDER * limit)}
    elif kind.startswith("IVF"):
        wide = {"nprobe": _NPROBE}
    elif kind == "DISKANN":
        wide = {"search_list": max(_WIDTH, _WIDER * limit)}
    return {"metric_type": METRIC, "params": wide}


def check_fields(described: dict[str, Any], dimension: int, name: str, *, text: bool) -> None:
    """Check that a collection that exists is one of newsquote's, for this model.

    Raises:
        EngineUnfit: its fields or its dimension differ.
    """
    fields = {field["name"]: field for field in described["fields"]}
    if (WORDS in fields) != text:
        raise EngineUnfit(
            f"The collection {name} was made {'with' if WORDS in fields else 'without'} "
            "text=server. Name it the same way, or name another collection."
        )
    wrong = [key for key, kind in FIELDS.items() if int(fields.get(key, {}).get("type", 0)) != kind]
    if wrong:
        raise EngineUnfit(
            f"The collection {name} has no field {wrong[0]} as newsquote makes it. "
            "Name another collection, or drop this one."
        )
    found = int(fields[VECTOR]["params"]["dim"])
    if found != dimension:
        raise EngineUnfit(
            f"The collection {name} holds vectors of {found} numbers, the model makes {dimension}. "
            "Name another collection, or build with the model it was made with."
        )
