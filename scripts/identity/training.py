"""Learning match weights with Splink from the comparable contacts of a build."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from statistics import mean
from typing import Any

import duckdb
import pyarrow as pa

from scripts.command import CommandError
from scripts.identity.weights import Level

COLUMNS = (
    "given_key",
    "given_first_key",
    "given_group",
    "given_letters",
    "family_key",
    "family_first_key",
    "family_letters",
    "birth_key",
    "gender_key",
    "email_key",
    "mailbox_key",
    "mailbox_digits",
    "phone_key",
    "street_key",
    "house_key",
    "city_key",
    "postal_key",
)
# Each round learns what its block does not hold equal.
ROUNDS = (
    ("given_key", "family_key"),
    ("birth_key",),
    ("email_key",),
    ("phone_key",),
)
FEWEST_PROFILES = 200
# Enough to settle; of many more, the chance of a level that never happens becomes zero,
# at which Splink 5 stops.
ITERATIONS = 8
_SIDED = re.compile(r"\b\w+_[lr]\b")


@dataclass(frozen=True)
class Learnt:
    """Probabilities by comparison and level.

    Attributes:
        m: Among records of one person.
        u: Among records of strangers.
    """

    m: Mapping[Level, float]
    u: Mapping[Level, float]


def require_splink() -> None:
    """Say how to get Splink when it is absent.

    Raises:
        CommandError: When Splink is not installed.
    """
    if find_spec("splink") is None:
        raise CommandError(
            "Splink is not installed, and the weights are learnt with it: run"
            " `make .venv/bench`, or pip install -r requirements-bench.txt."
        )


def learn(
    profiles: Sequence[Mapping[str, Any]],
    expressions: Mapping[str, str],
    levels: Sequence[Level],
    seed: int,
    pairs: int,
) -> Learnt:
    """Learn m by expectation maximisation and u from random pairs.

    Args:
        profiles: Rows of int_comparable_profiles with profile_number and COLUMNS.
        expressions: SQL of each comparison's level.
        levels: The levels to learn, by comparison in the order of the seed; a pair on
            another level says nothing in that comparison.
        seed: Of the random pairs.
        pairs: How many random pairs are drawn.

    Raises:
        CommandError: When there are too few contacts to learn from.
    """
    if len(profiles) < FEWEST_PROFILES:
        raise CommandError(
            f"There are {len(profiles)} comparable contacts: too few to learn from,"
            f" {FEWEST_PROFILES} at least. The shipped weights work untrained."
        )
    with duckdb.connect() as connection:
        connection.register("rows", _table(profiles))
        connection.execute("create table contacts as select * from rows")
        rounds = [columns for columns in ROUNDS if _has_pairs(connection, columns)]
    found = [
        learnt
        for columns in rounds
        if (learnt := _learn_round(profiles, expressions, levels, columns, seed, pairs))
    ]
    if not found:
        raise CommandError(
            "The contacts hold too few pairs of one person to learn from. The shipped"
            " weights work untrained."
        )
    known = {level for learnt in found for level in learnt.m}
    m = {
        level: mean(learnt.m[level] for learnt in found if level in learnt.m)
        for level in sorted(known)
    }
    return Learnt(m, found[0].u)


def _learn_round(
    profiles: Sequence[Mapping[str, Any]],
    expressions: Mapping[str, str],
    levels: Sequence[Level],
    columns: Sequence[str],
    seed: int,
    pairs: int,
) -> Learnt | None:
    """Learn from the pairs that share the columns; none when they cannot tell m.

    Splink 5 stops a round in which the chance of a level falls to zero, and its
    linker is spoilt then: each round has its own.
    """
    splink: Any = import_module("splink")
    with duckdb.connect() as connection:
        connection.register("rows", _table(profiles))
        connection.execute("create table contacts as select * from rows")
        linker = splink.Linker(
            splink.DuckDBAPI(connection).register("contacts"),
            _settings(
                splink, _as_macros(connection, expressions), levels, len(profiles)
            ),
        )
        linker.training.estimate_u_using_random_sampling(max_pairs=pairs, seed=seed)
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(
                splink.block_on(*columns), record_sample_proportion=1.0
            )
        except ValueError:
            return None
        return _read(linker.misc.save_model_to_json())


def _table(profiles: Sequence[Mapping[str, Any]]) -> pa.Table:
    columns: dict[str, pa.Array] = {
        "unique_id": pa.array([row["profile_number"] for row in profiles], pa.int64())
    }
    for name in COLUMNS:
        columns[name] = pa.array([row[name] for row in profiles], pa.string())
    return pa.table(columns)


def _as_macros(
    connection: duckdb.DuckDBPyConnection, expressions: Mapping[str, str]
) -> dict[str, str]:
    """Return a call for each expression: Splink parses a long one for minutes."""
    calls = {}
    for comparison, expression in expressions.items():
        columns = ", ".join(sorted(set(_SIDED.findall(expression))))
        calls[comparison] = f"{comparison}_level({columns})"
        connection.execute(f"create macro {calls[comparison]} as ({expression})")
    return calls


def _settings(
    splink: Any,  # noqa: ANN401 - an optional requirement
    expressions: Mapping[str, str],
    levels: Sequence[Level],
    count: int,
) -> Any:  # noqa: ANN401
    library = import_module("splink.comparison_library")
    comparisons = []
    for comparison, expression in expressions.items():
        own = [level for of, level in levels if of == comparison]
        conditions: list[dict[str, Any]] = [
            {
                "sql_condition": f"({expression}) not in ({_quoted(own)})",
                "label_for_charts": "missing",
                "is_null_level": True,
            }
        ]
        conditions += [
            {
                "sql_condition": f"({expression}) = '{level}'",
                "label_for_charts": level,
            }
            for level in own
            if level != "different"
        ]
        conditions.append({"sql_condition": "ELSE", "label_for_charts": "different"})
        comparisons.append(
            library.CustomComparison(conditions, output_column_name=comparison)
        )
    return splink.SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=1 / count,
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[splink.block_on("birth_key")],
        max_iterations=ITERATIONS,
    )


def _quoted(levels: Sequence[str]) -> str:
    return ", ".join(f"'{level}'" for level in levels)


def _has_pairs(connection: duckdb.DuckDBPyConnection, columns: Sequence[str]) -> bool:
    """Say whether some contacts share values of the columns."""
    names = ", ".join(columns)
    known = " and ".join(f"{column} is not null" for column in columns)
    found = connection.execute(
        f"select 1 from contacts where {known} group by {names}"
        " having count(*) > 1 limit 1"
    ).fetchall()
    return bool(found)


def _read(model: Mapping[str, Any]) -> Learnt:
    m: dict[Level, float] = {}
    u: dict[Level, float] = {}
    for comparison in model["comparisons"]:
        for level in comparison["comparison_levels"]:
            key = (comparison["output_column_name"], level["label_for_charts"])
            for learnt, name in ((m, "m_probability"), (u, "u_probability")):
                value = level.get(name)
                if isinstance(value, int | float):
                    learnt[key] = float(value)
    return Learnt(m, u)
