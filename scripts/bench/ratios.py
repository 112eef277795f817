"""The figures: ratios of what was measured, each a function of plain numbers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any

from scripts.bench.floor import READ, WRITE, WRITE_BYTES
from scripts.bench.meter import Measure, total
from scripts.bench.peers.peer import WORK, Peer
from scripts.bench.results import Measured

Pieces = dict[str, Measured]
_MODELS = "models"


@dataclass(frozen=True)
class Used(Measure):
    """What some parts used together, and the rows they made; null: not known."""

    rows: int | None

    @property
    def rows_per_second(self) -> float | None:
        """Rows by wall clock."""
        return ratio(self.rows, self.seconds)


TimeRatio = Callable[[Used | None, Used | None], float | None]


def used(parts: Iterable[dict[str, Any]]) -> Used | None:
    """Return parts that came one after the other as one; none of no parts."""
    chosen = list(parts)
    if not chosen:
        return None
    # Tests and hooks make no rows.
    rows = sum(part["rows"] or 0 for part in chosen) or None
    return Used(**total([_measure(part) for part in chosen]).as_json(), rows=rows)


def ratio(numerator: float | None, denominator: float | None) -> float | None:
    """Return the ratio; none where a number is unknown or the divisor is 0."""
    return None if numerator is None or not denominator else numerator / denominator


def of_piece(pieces: Pieces, name: str) -> Used | None:
    """Return what a whole piece used; none when it is not measured."""
    piece = pieces.get(name, {})
    if "seconds" not in piece:
        return None
    return Used(**_measure(piece).as_json(), rows=raw_rows(pieces))


def seconds_ratio(one: Used | None, other: Used | None) -> float | None:
    """Return how much longer one takes than the other, by wall clock."""
    return ratio(one.seconds, other.seconds) if one and other else None


def cpu_ratio(one: Used | None, other: Used | None) -> float | None:
    """Return how much more processor time one takes than the other."""
    return ratio(one.cpu_seconds, other.cpu_seconds) if one and other else None


def floor_of(pieces: Pieces, *, strict: bool = False) -> Used | None:
    """Return the floor of a size, as scripts.bench.floor defines it."""
    names = {READ, WRITE_BYTES if strict else WRITE}
    parts = pieces.get("floor", {}).get("parts", [])
    return used(part for part in parts if part["name"] in names)


def models_of(pieces: Pieces) -> list[dict[str, Any]]:
    """Return the parts of the models that ran one at a time."""
    parts = pieces.get(_MODELS, {}).get("parts", [])
    return [part for part in parts if part["kind"] == "model"]


def stages_of(pieces: Pieces) -> dict[str, list[dict[str, Any]]]:
    """Return all parts of the run of single models by stage, in their order."""
    stages: dict[str, list[dict[str, Any]]] = {}
    for part in pieces.get(_MODELS, {}).get("parts", []):
        stages.setdefault(part["stage"], []).append(part)
    return stages


def raw_rows(pieces: Pieces) -> int | None:
    """Return the records of all raw tables."""
    facts = pieces.get("build", {}).get("facts", {})
    return sum(facts["raw_rows"].values()) if facts else None


def peers_work(pieces: Pieces, peer: Peer) -> Used | None:
    """Return what the peer used for the work that is compared."""
    parts = pieces.get(peer.name, {}).get("parts", [])
    return used(part for part in parts if part["kind"] == WORK)


def our_work(pieces: Pieces, peer: Peer) -> Used | None:
    """Return what our models used for the same."""
    return used(
        part
        for part in models_of(pieces)
        if part["name"] in peer.models or (peer.stage and part["stage"] == peer.stage)
    )


def growth(
    before: Pieces, after: Pieces, piece: str, of: TimeRatio = seconds_ratio
) -> float | None:
    """Return how a piece's time grew from size to size, divided by the data's growth.

    1 is linear; the data are the records of all raw tables.
    """
    times = of(of_piece(after, piece), of_piece(before, piece))
    return ratio(times, ratio(raw_rows(after), raw_rows(before)))


def _measure(held: dict[str, Any]) -> Measure:
    """Return the measure of a piece or part, as the results file holds it."""
    return Measure(**{field.name: held[field.name] for field in fields(Measure)})
