"""Cold `newsquote ask`: process start to answer, beside loading the weights with torch.

python -m benchmarks.cold_start --index index [--runs 7]
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time

QUESTION = "when did Kim visit China"
PLAIN = """
from assistant.index.encoding.weights import load_model
load_model()[0].encode(["{question}"])
"""


def seconds(command: list[str]) -> tuple[float, str]:
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, done.stdout


def torch_is_loaded(index: str) -> bool:
    script = (
        "import sys, assistant\n"
        f"with assistant.Assistant.open({index!r}) as desk: desk.ask({QUESTION!r})\n"
        "print('torch' in sys.modules)"
    )
    return seconds([sys.executable, "-c", script])[1].strip() == "True"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", default="index")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    ask = [sys.executable, "-m", "assistant", "ask", QUESTION, "--json", "--index", options.index]
    plain = [sys.executable, "-c", PLAIN.format(question=QUESTION)]
    ours, theirs = [], []
    for _ in range(options.runs):
        took, printed = seconds(ask)
        assert json.loads(printed)["status"] == "answered"
        ours.append(took)
        theirs.append(seconds(plain)[0])
    median, baseline = statistics.median(ours), statistics.median(theirs)
    print(f"cold ask: median {median:.2f} s, worst {max(ours):.2f} s over {options.runs} runs")
    print(f"sentence-transformers, load and encode one question: median {baseline:.2f} s")
    print(f"ratio: {baseline / median:.1f} times faster")
    print(f"torch imported: {torch_is_loaded(options.index)}")


if __name__ == "__main__":
    main()
