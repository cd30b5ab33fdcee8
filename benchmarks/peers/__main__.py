"""Install the peers, measure all programs in turn, and write the table (edge: command line).

python -m benchmarks.peers install
python -m benchmarks.peers run --articles 100 --runs 5
python -m benchmarks.peers fill --articles 1000
python -m benchmarks.peers run --articles 1000 --runs 5 --vectors looked-up --index once
python -m benchmarks.peers run --articles 4000 --runs 5 --vectors stand-in --index once
python -m benchmarks.peers table
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.evaluation import evaluation_folder
from benchmarks.peers.conversation import DriverError
from benchmarks.peers.environments import install, version
from benchmarks.peers.fill import fill
from benchmarks.peers.measure import Figures, Place, measure_index, measure_use
from benchmarks.peers.programs import EMBEDDED, STOOD_IN, WAYS, Program, meaningful, named
from benchmarks.peers.table import licences, markdown
from benchmarks.peers.vectors import EMBED, FILE_VARIABLE, MISS_VARIABLE, STAND_IN
from benchmarks.peers.workload import Workload, prepare

FOLDER = Path(tempfile.gettempdir()) / "newsquote-peers"


def main() -> None:
    given = _arguments()
    programs = named(given.programs)
    if given.do == "install":
        for program in programs:
            install(program, given.environments)
    elif given.do == "fill":
        fill(programs, _workload(given), _place(given), _vectors(given))
    elif given.do == "run":
        run(programs, given)
    else:
        print(licences(programs, [version(program) for program in programs]))
        lines = _results(given).read_text(encoding="utf-8").splitlines()
        print(markdown([json.loads(line) for line in lines]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("do", choices=("install", "fill", "run", "table"))
    parser.add_argument("--programs", nargs="*", help="names; default: all")
    parser.add_argument("--environments", type=Path, default=FOLDER / "environments")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="for indexes and results")
    parser.add_argument("--evaluation", help="folder of the evaluation data")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--vectors", choices=WAYS, default=EMBEDDED, help="of the peers' corpus")
    parser.add_argument("--index", choices=("every", "once", "kept"), default="every")
    parser.add_argument("--checkout", type=Path, help="a newsquote elsewhere")
    return parser.parse_args()


def run(programs: list[Program], given: argparse.Namespace) -> None:
    """Measure the programs in turn, round after round, and append what is found."""
    work, place = _workload(given), _place(given)
    for number in range(given.runs):
        for program in programs:
            record: dict[str, Any] = {
                "program": program.name, "articles": given.articles, "vectors": given.vectors,
                "round": number, "questions": len(work.questions),
            }  # fmt: skip
            anew = given.index == "every" or (given.index == "once" and number == 0)
            try:
                figures = _round(program, work, place, anew=anew)
                record["figures"] = meaningful(figures, program, given.vectors)
            except DriverError as exc:
                record["error"] = str(exc)
            print(json.dumps(record), file=sys.stderr)
            with _results(given).open("a", encoding="utf-8") as out:
                out.write(json.dumps(record) + "\n")


def _round(program: Program, work: Workload, place: Place, *, anew: bool) -> Figures:
    built = place.folder / program.name / "built"
    kept = place.folder / program.name / "figures.json"
    used = place.folder / program.name / "used"
    if anew or not kept.is_file():
        kept.unlink(missing_ok=True)
        made = measure_index(program, work, place, built)
        kept.write_text(json.dumps(made), encoding="utf-8")
    figures: Figures = json.loads(kept.read_text(encoding="utf-8"))
    # What is added in a round must not be there in the next.
    shutil.rmtree(used, ignore_errors=True)
    shutil.copytree(built, used)
    return figures | measure_use(program, work, place, used)


def _workload(given: argparse.Namespace) -> Workload:
    folder = given.folder / str(given.articles)
    return prepare(evaluation_folder(given.evaluation), folder, given.articles, given.questions)


def _place(given: argparse.Namespace) -> Place:
    folder = given.folder / str(given.articles) / given.vectors
    folder.mkdir(parents=True, exist_ok=True)
    miss = STAND_IN if given.vectors == STOOD_IN else EMBED
    told = {FILE_VARIABLE: str(_vectors(given)), MISS_VARIABLE: miss}
    vectors = {} if given.vectors == EMBEDDED else told
    environment: dict[str, str] = {}
    if given.checkout:
        environment["NEWSQUOTE_CHECKOUT"] = str(given.checkout.resolve())
    return Place(given.environments, folder, environment, vectors)


def _vectors(given: argparse.Namespace) -> Path:
    return Path(given.folder) / "vectors.sqlite"


def _results(given: argparse.Namespace) -> Path:
    return Path(given.folder) / "results.jsonl"


if __name__ == "__main__":
    main()
