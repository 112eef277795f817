"""Pieces for tests of the bench: quick, broken, endless; and a bench of them.

Run as `python -m tests.python.bench_pieces <folder>` it measures until it is killed.
"""

import io
import os
import sys
import time
from pathlib import Path

from rich.console import Console

from scripts.bench.job import Finding, Job, Part, Piece, Tell
from scripts.bench.meter import Meter
from scripts.bench.peers.peer import Peer
from scripts.bench.results import Results
from scripts.bench.run import Bench
from scripts.progress import Reporter
from scripts.settings import Settings

CIRCUMSTANCES = {"code": "abc", "machine": {"cores": 2}, "versions": {"duckdb": "1"}}
SIZE = 10


def _ran(job: Job, name: str) -> None:
    """Note that a piece was begun, with its process."""
    with (job.folder.parent / f"{name}.begun").open("a") as file:
        file.write(f"{os.getpid()}\n")


def first(job: Job, meter: Meter, tell: Tell) -> Finding:
    """Write a raw folder, as the simulator does."""
    _ran(job, "first")
    tell("raw")
    job.settings.raw.mkdir(exist_ok=True)
    return Finding([Part("raw", "work", meter.lap(), rows=3)], {"bytes": 7})


def second(job: Job, meter: Meter, _tell: Tell) -> Finding:
    """End at once, or do what the file `second` beside the sizes says."""
    _ran(job, "second")
    told = job.folder.parent / "second"
    act = told.read_text() if told.exists() else ""
    if act == "fail":
        raise ValueError("what went wrong")
    if act == "die":
        print("last words", flush=True)  # noqa: T201 - goes to its log
        os._exit(3)
    if act == "hang":
        time.sleep(60)
    return Finding([Part("second", "work", meter.lap())], {})


def bench(folder: Path, **options) -> Bench:
    """Return a bench of both pieces with its results file in a folder."""
    settings = Settings(database=folder / "idic.duckdb")
    results = Results.opened(folder / "results.json", CIRCUMSTANCES)
    pieces = (Piece("simulate", first), Piece("second", second))
    return Bench(results, settings, 2, **{"peers": (), "product": pieces} | options)


def peer(name: str, needs: str = "json") -> Peer:
    """Return a peer that is the second piece."""
    return Peer(name, "the same", needs, second)


def run(measured: Bench, *sizes: int) -> str:
    """Run a bench; return what it showed."""
    shown = io.StringIO()
    measured.run(sizes or (SIZE,), Reporter(Console(file=shown, width=200)))
    return shown.getvalue()


if __name__ == "__main__":
    run(bench(Path(sys.argv[1])))
