"""SciFact: the retriever alone, on another kind of text.

python -m benchmarks.scifact [--evaluation DIR] [--index DIR]
"""

from __future__ import annotations

import argparse
import csv
import math
from collections import defaultdict

from assistant.retriever import Retriever
from benchmarks.collection import SCIFACT_URL, open_index, scifact_articles
from benchmarks.evaluation import evaluation_folder, records

DEPTH = 100
CUT = 10
# A long abstract is several passages; enough of them are fetched for a hundred abstracts.
PASSAGES = 400


def ranked_documents(retriever: Retriever, query: str) -> list[str]:
    hits = retriever.search(query, k=PASSAGES)
    urls = dict.fromkeys(hit.article.url or "" for hit in hits)
    return [url.removeprefix(SCIFACT_URL) for url in urls][:DEPTH]


def ndcg(ranked: list[str], relevant: dict[str, int]) -> float:
    gains = [relevant.get(document, 0) for document in ranked[:CUT]]
    ideal = sorted(relevant.values(), reverse=True)[:CUT]
    return _discounted(gains) / _discounted(ideal)


def _discounted(gains: list[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--evaluation")
    parser.add_argument("--index")
    given = parser.parse_args()
    folder = evaluation_folder(given.evaluation)
    retriever = open_index("scifact", scifact_articles(folder), given.index)
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    with (folder / "scifact" / "qrels" / "test.tsv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            judged[row["query-id"]][row["corpus-id"]] = int(row["score"])
    queries = {q["_id"]: q["text"] for q in records(folder / "scifact" / "queries.jsonl")}
    scores, recalls = [], []
    for number, relevant in judged.items():
        ranked = ranked_documents(retriever, queries[number])
        scores.append(ndcg(ranked, relevant))
        recalls.append(len(set(ranked) & set(relevant)) / len(relevant))
    print(f"queries: {len(scores)}")
    print(f"nDCG@10: {sum(scores) / len(scores):.4f}")
    print(f"recall@100: {sum(recalls) / len(recalls):.4f}")


if __name__ == "__main__":
    main()
