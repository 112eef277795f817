"""A bench of two quick pieces.

Run as `python -m tests.python.small_bench <folder>` it measures until it is killed.
"""

import io
import sys
from pathlib import Path
from typing import Any

from rich.console import Console

from scripts.bench.job import Piece
from scripts.bench.peers.peer import Peer
from scripts.bench.results import Results
from scripts.bench.run import Bench
from scripts.progress import Reporter
from scripts.settings import Settings
from tests.python.bench_pieces import first, second

CIRCUMSTANCES = {"code": "abc", "machine": {"cores": 2}, "versions": {"duckdb": "1"}}
SIZE = 10


def bench(folder: Path, **options: Any) -> Bench:
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
