"""What each measured piece of work is told, and what it tells."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.bench.meter import Measure, Meter
from scripts.settings import Settings

# Called with what is under way.
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Job:
    """One size, as a piece in its own process sees it.

    Attributes:
        customers: Persons to simulate.
        settings: Where raw files, database and publication of this size lie.
        threads: Threads of the engine, of the floor and of each peer.
        folder: Folder of this size, for working files.
    """

    customers: int
    settings: Settings
    threads: int
    folder: Path

    @property
    def limits(self) -> dict[str, Any]:
        """What DuckDB may use of the machine, for the floor and the peers."""
        memory = self.settings.memory
        return {"threads": self.threads} | ({"memory_limit": memory} if memory else {})


@dataclass(frozen=True)
class Part:
    """A part of a piece.

    Attributes:
        name: Its name.
        kind: step, model, seed, test, other; of the floor and a peer: work or load.
        measure: What it used.
        stage: The stage it belongs to.
        rows: Rows it made or read, where they are known.
    """

    name: str
    kind: str
    measure: Measure
    stage: str | None = None
    rows: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the part as it stands in the results file."""
        names = {
            "name": self.name,
            "kind": self.kind,
            "stage": self.stage,
            "rows": self.rows,
        }
        return names | self.measure.as_json()


@dataclass(frozen=True)
class Finding:
    """What a piece found: its parts, and facts by name (counts, bytes)."""

    parts: list[Part]
    facts: dict[str, Any]


Run = Callable[[Job, Meter, Tell], Finding]


@dataclass(frozen=True)
class Piece:
    """A piece of work that is measured in a process of its own.

    Attributes:
        name: Its name.
        run: What does it.
        needs: The module without which it is left out; none: it always runs.
    """

    name: str
    run: Run
    needs: str | None = None
