"""The seed of match weights: read, learnt anew, written."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.command import CommandError

COLUMNS = (
    "comparison",
    "level",
    "m_probability",
    "u_probability",
    "household_probability",
    "is_frequency_adjusted",
    "is_learned",
)
# A level that no pair shows may yet happen: a weight has an end.
LEAST_M, LEAST_U = 1e-3, 1e-6
DIGITS = 9

Level = tuple[str, str]


@dataclass(frozen=True)
class Weight:
    """One row of the seed, its numbers as they are written there.

    Attributes:
        comparison: What is compared.
        level: How far it agrees.
        m_probability: How often two records of one person are on this level.
        u_probability: How often two records of strangers are.
        household_probability: How often two members of a household are.
        is_frequency_adjusted: Whether the value's own frequency counts.
        is_learned: Whether each build moves m by the pairs that rules have joined.
    """

    comparison: str
    level: str
    m_probability: str
    u_probability: str
    household_probability: str
    is_frequency_adjusted: str
    is_learned: str


def read_weights(file: Path) -> list[Weight]:
    """Read the seed.

    Raises:
        CommandError: When it is absent or its columns are others.
    """
    if not file.is_file():
        raise CommandError(f"{file} is absent: run in the folder of the project.")
    with file.open(newline="", encoding="utf-8") as text:
        reader = csv.DictReader(text)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise CommandError(f"{file} must have the columns {', '.join(COLUMNS)}.")
        return [Weight(**row) for row in reader]


def learnable(weights: Sequence[Weight]) -> list[Level]:
    """Return the levels of which m is a share of all pairs of one person.

    Where some levels of a comparison are learnt in each build, the others are shares of
    some pairs alone: of those whose names are swapped, or that lack a street.
    """
    partly = {weight.comparison for weight in weights if weight.is_learned == "true"}
    return [
        _level(weight)
        for weight in weights
        if weight.is_learned == "true" or weight.comparison not in partly
    ]


def learnt(
    weights: list[Weight], m: Mapping[Level, float], u: Mapping[Level, float]
) -> list[Weight]:
    """Put what was learnt in the place of what was given.

    Learnt m share what the levels of their comparison that no pair showed leave of 1.

    Args:
        weights: Rows of the seed; a level that was not learnt stays.
        m: Learnt probability of each level among records of one person.
        u: The same among records of strangers.
    """
    m = _shared(weights, m)
    return [
        replace(
            weight,
            m_probability=_written(
                m.get(_level(weight)), LEAST_M, weight.m_probability
            ),
            u_probability=_written(
                u.get(_level(weight)), LEAST_U, weight.u_probability
            ),
        )
        for weight in weights
    ]


def write_weights(file: Path, weights: list[Weight]) -> None:
    """Write the seed, all of it or nothing."""
    draft = file.with_suffix(".csv.new")
    with draft.open("w", newline="", encoding="utf-8") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(COLUMNS)
        for weight in weights:
            writer.writerow([getattr(weight, name) for name in COLUMNS])
    draft.replace(file)


def _shared(weights: Sequence[Weight], m: Mapping[Level, float]) -> dict[Level, float]:
    """Scale m so that it sums to 1 with the levels of a comparison that stay."""
    kept: dict[str, float] = defaultdict(float)
    found: dict[str, float] = defaultdict(float)
    levels = set(learnable(weights))
    for weight in weights:
        level = _level(weight)
        if level in m:
            found[weight.comparison] += m[level]
        elif level in levels:
            kept[weight.comparison] += float(weight.m_probability)
    return {
        level: probability * (1 - kept[level[0]]) / found[level[0]]
        for level, probability in m.items()
        if found[level[0]] > 0
    }


def _level(weight: Weight) -> Level:
    return weight.comparison, weight.level


def _written(probability: float | None, least: float, given: str) -> str:
    if probability is None:
        return given
    kept = round(min(max(probability, least), 1 - least), DIGITS)
    return f"{kept:.{DIGITS}f}".rstrip("0")
