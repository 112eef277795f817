"""Command line: `python -m scripts.bench --customers 1000,10000`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from scripts.bench.machine import circumstances, cores
from scripts.bench.peers.peer import Peer
from scripts.bench.peers.registry import PEERS
from scripts.bench.report import report
from scripts.bench.results import Results
from scripts.bench.run import Bench
from scripts.command import CommandError, exit_codes, messages
from scripts.demo.__main__ import MOST_CUSTOMERS
from scripts.progress import Reporter
from scripts.settings import Settings

DEFAULT_SIZES = "1000,10000,100000"


def main(
    customers: Annotated[
        str, typer.Option(help="Sizes: numbers of customers, comma between them.")
    ] = DEFAULT_SIZES,
    results: Annotated[
        Path | None,
        typer.Option(help="Results file (JSON); default results.json beside the work."),
    ] = None,
    peers: Annotated[
        str, typer.Option(help=f"Some of {', '.join(PEERS)}; empty: none.")
    ] = ",".join(PEERS),
    fresh: Annotated[
        bool, typer.Option(help="Begin anew, whatever was measured before.")
    ] = False,
    keep: Annotated[
        bool, typer.Option(help="Leave raw files and databases of each size.")
    ] = False,
) -> None:
    """Measure simulate, build, rebuild, models, floor and peers; print tables.

    What is measured stands in the results file at once: a run that was stopped goes
    on where it was when it is started again.
    """
    with exit_codes():
        settings = Settings.from_environment()
        if settings.engine != "duckdb":
            raise CommandError(
                f"The bench measures DuckDB: unset IDIC_ENGINE ({settings.engine})."
            )
        sizes = parse_sizes(customers)
        chosen = parse_peers(peers)
        threads = parse_threads(os.environ.get("IDIC_THREADS", ""))
        file = results or settings.workspace / "bench" / "results.json"
        held = Results.opened(
            file, circumstances(settings.engine, threads, settings.memory), fresh=fresh
        )
        bench = Bench(held, settings, threads, chosen, keep)
        try:
            bench.run(sizes, Reporter(messages()))
        finally:
            typer.echo(report(held, sizes))
            messages().print(f"As JSON: {file}")


def parse_sizes(text: str) -> list[int]:
    """Return the sizes, each once, ascending.

    Raises:
        CommandError: When one is no whole number within the simulator's bounds.
    """
    sizes = set()
    for word in text.split(","):
        size = word.strip().replace("_", "")
        if not size.isdecimal() or not 1 <= int(size) <= MOST_CUSTOMERS:
            raise CommandError(
                f"--customers has {word.strip()!r}: write whole numbers from 1 to"
                f" {MOST_CUSTOMERS}, comma between them."
            )
        sizes.add(int(size))
    return sorted(sizes)


def parse_peers(text: str) -> list[Peer]:
    """Return the peers by name.

    Raises:
        CommandError: When there is no peer of a name.
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in PEERS]
    if unknown:
        raise CommandError(
            f"--peers has {', '.join(unknown)}: the peers are {', '.join(PEERS)}."
        )
    return [PEERS[name] for name in PEERS if name in names]


def parse_threads(text: str) -> int:
    """Return the threads of every engine: as set, else the cores of this process.

    Raises:
        CommandError: When it is no positive whole number.
    """
    if text and (not text.isdecimal() or int(text) < 1):
        raise CommandError(
            f"IDIC_THREADS is {text!r}: write a whole number of at least 1."
        )
    return int(text) if text else cores()


if __name__ == "__main__":
    typer.run(main)
