"""Command line: `python -m scripts.bench --customers 1000,10000`."""

import os
from collections.abc import Collection
from pathlib import Path
from typing import Annotated

import typer

from scripts.bench.job import Piece
from scripts.bench.machine import circumstances, cores
from scripts.bench.peers.peer import Peer
from scripts.bench.peers.registry import PEERS
from scripts.bench.report import report
from scripts.bench.results import Results
from scripts.bench.run import OPTIONAL, PRODUCT, Bench
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
    without: Annotated[
        str, typer.Option(help=f"Some of {', '.join(OPTIONAL)}, to leave out.")
    ] = "",
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
        product = parse_product(without)
        threads = parse_threads(os.environ.get("IDIC_THREADS", ""))
        file = results or settings.workspace / "bench" / "results.json"
        held = Results.opened(
            file, circumstances(settings.engine, threads, settings.memory), fresh=fresh
        )
        bench = Bench(held, settings, threads, chosen, keep, product)
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
    names = _parse_names("--peers", text, PEERS)
    return [peer for name, peer in PEERS.items() if name in names]


def parse_product(without: str) -> list[Piece]:
    """Return the pieces of the product, but those that are left out by name.

    Raises:
        CommandError: When there is no such piece, or others need it.
    """
    names = _parse_names("--without", without, OPTIONAL)
    return [piece for piece in PRODUCT if piece.name not in names]


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


def _parse_names(option: str, text: str, known: Collection[str]) -> set[str]:
    names = {name.strip() for name in text.split(",") if name.strip()}
    if unknown := names - set(known):
        raise CommandError(
            f"{option} has {', '.join(sorted(unknown))}: write some of"
            f" {', '.join(known)}."
        )
    return names


if __name__ == "__main__":
    typer.run(main)
