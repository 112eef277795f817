"""The run: each size, each piece, from where the last run stopped."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from scripts.bench.disk import alone, check_disk
from scripts.bench.floor import floor
from scripts.bench.job import Job, Piece
from scripts.bench.machine import package_version
from scripts.bench.peers.peer import Peer
from scripts.bench.peers.registry import PEERS
from scripts.bench.product import build, models, rebuild, simulate
from scripts.bench.results import Results
from scripts.bench.worker import PieceError, measure
from scripts.progress import Reporter
from scripts.settings import Settings

PRODUCT = (
    Piece("simulate", simulate),
    Piece("build", build),
    Piece("rebuild", rebuild),
    Piece("models", models),
    Piece("floor", floor),
)
# What no other piece needs; of a large company each takes long.
OPTIONAL = ("rebuild", "models", "floor")


@dataclass(frozen=True)
class Bench:
    """What a run measures, and where it works.

    Attributes:
        results: What is measured already, and where the rest is written.
        settings: The engine; the folder of each size lies in its workspace.
        threads: Threads of the engine, the floor and each peer.
        peers: The peers to measure.
        keep: Leave the files of each size.
        product: The pieces that are no peers.
    """

    results: Results
    settings: Settings
    threads: int
    peers: Sequence[Peer] = tuple(PEERS.values())
    keep: bool = False
    product: Sequence[Piece] = PRODUCT

    @property
    def work(self) -> Path:
        """Folder of the sizes."""
        return self.settings.workspace / "bench"

    def run(self, sizes: Sequence[int], reporter: Reporter) -> None:
        """Measure all sizes.

        Raises:
            CommandError: When a piece of the product fails, the disk is too small, or
                another bench works in the same folder.
        """
        with alone(self.work):
            for customers in sizes:
                reporter.line(f"{customers:,} customers")
                self._measure_size(customers, reporter)

    def _measure_size(self, customers: int, reporter: Reporter) -> None:
        job = self._job(customers)
        pieces = [*self.product, *(peer.piece for peer in self.peers)]
        open_pieces = self._open(customers, pieces)
        if open_pieces and self._is_begun(customers) and not job.settings.raw.exists():
            reporter.warn(f"The files of {customers:,} customers are gone: anew.")
            self.results.forget(customers)
            open_pieces = self._open(customers, pieces)
        if not self._is_begun(customers):
            shutil.rmtree(job.folder, ignore_errors=True)
        if open_pieces:
            check_disk(job)
            job.folder.mkdir(parents=True, exist_ok=True)
        for piece in pieces:
            if piece in open_pieces:
                self._measure(piece, job, reporter)
            elif not self.results.is_measured(customers, piece.name):
                reason = self._absence(piece)
                self.results.record(customers, piece.name, {"skipped": reason})
                reporter.warn(f"{piece.name} is left out: {reason}")
        if not self.keep:
            shutil.rmtree(job.folder, ignore_errors=True)

    def _measure(self, piece: Piece, job: Job, reporter: Reporter) -> None:
        """Measure a piece and keep it; a peer may fail."""
        is_peer = piece not in self.product
        with reporter.step(f"  {piece.name}"):
            try:
                measured = measure(piece.name, piece.run, job, reporter.advance)
                reporter.note(f"{measured['seconds']:.1f} s measured")
            except PieceError as error:
                if not is_peer:
                    raise
                measured = {"failed": str(error).splitlines()[0]}
                reporter.note("failed")
                reporter.warn(str(error))
            if is_peer and piece.needs:
                measured["version"] = package_version(piece.needs)
            self.results.record(job.customers, piece.name, measured)

    def _open(self, customers: int, pieces: Sequence[Piece]) -> list[Piece]:
        """Return the pieces that are to be measured and can be."""
        return [
            piece
            for piece in pieces
            if not self.results.is_measured(customers, piece.name)
            and self._absence(piece) is None
        ]

    def _absence(self, piece: Piece) -> str | None:
        """Say why a piece cannot run; none: it can."""
        if piece.needs is not None and find_spec(piece.needs) is None:
            return f"{piece.needs} is not installed (requirements-bench.txt)"
        return None

    def _is_begun(self, customers: int) -> bool:
        return self.results.is_measured(customers, self.product[0].name)

    def _job(self, customers: int) -> Job:
        folder = self.work / str(customers)
        settings = replace(
            self.settings,
            raw=folder / "raw",
            database=folder / "bench.duckdb",
            published=folder / "published",
            as_of=None,
            time_zone="UTC",
            keep_builds=1,
        )
        return Job(customers, settings, self.threads, folder)
