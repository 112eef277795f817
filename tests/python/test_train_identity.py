"""Learning the weights of probable links."""

from __future__ import annotations

import random

import duckdb
import pytest

from scripts.command import CommandError
from scripts.identity import training
from scripts.identity.levels import level_expressions
from scripts.identity.training import COLUMNS, learn, require_splink
from scripts.identity.weights import (
    Weight,
    learnable,
    learnt,
    read_weights,
    write_weights,
)
from scripts.settings import PROJECT
from scripts.train_identity import SEED

NAMES = ["ann", "bob", "carla", "dora", "emil", "fritz", "greta", "hugo", "irma"]


def profile(number: int, given: str, family: str, birth: str) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(COLUMNS)
    row |= {"profile_number": number, "birth_key": birth, "given_group": given}
    for kind, name in (("given", given), ("family", family)):
        row[f"{kind}_key"] = row[f"{kind}_first_key"] = name
        row[f"{kind}_letters"] = "".join(sorted(name))
    return row


def company(people: int) -> list[dict[str, object]]:
    """Return two profiles of each person: each tenth birth date and phone differs."""
    draw = random.Random(1)
    rows = []
    for person in range(people):
        given = draw.choice(NAMES) + draw.choice(NAMES)
        family = draw.choice(NAMES) + draw.choice(NAMES) + draw.choice(NAMES)
        days = [
            f"{draw.randint(1940, 2005)}-0{draw.randint(1, 9)}-1{draw.randint(0, 9)}"
            for _ in range(2)
        ]
        if draw.random() > 0.1:
            days[1] = days[0]
        for place, day in enumerate(days):
            row = profile(2 * person + place, given, family, day)
            kept = place == 0 or draw.random() > 0.1
            row["phone_key"] = f"+49{person if kept else 900_000 + person:08d}"
            row["gender_key"] = "mf"[person % 2]
            rows.append(row)
    return rows


@pytest.mark.parametrize(
    ("left", "right", "group", "expected"),
    [
        (("ann", "miller"), ("ann", "miler"), "ann", ("exact", "close")),
        (("bob", "berger"), ("robert", "berger"), "robert", ("nickname", "exact")),
        (("anna", "berger"), ("berger", "anna"), None, ("swapped", "swapped")),
        (("anna", "berger"), ("carl", "diaz"), None, ("different", "different")),
    ],
)
def test_levels_are_those_of_the_macros(left, right, group, expected):
    names = level_expressions(PROJECT)
    sides = []
    for side, name, birth in (("l", left, "1980-02-01"), ("r", right, "1980-01-02")):
        row = profile(1, name[0], name[1], birth) | (
            {"given_group": group} if group else {}
        )
        sides += [
            f"{value!r} as {column}_{side}"
            for column, value in row.items()
            if value is not None
        ]
    found = duckdb.sql(
        f"select {names['given_name']}, {names['family_name']}, {names['birth_date']}"
        f" from (select {', '.join(sides)})"
    ).fetchall()
    assert found == [(*expected, "swapped")]


def test_every_level_that_is_learnt_is_one_of_the_seed():
    levels = {(weight.comparison, weight.level) for weight in read_weights(SEED)}
    for comparison in level_expressions(PROJECT):
        assert (comparison, "exact") in levels
        assert (comparison, "different") in levels


def test_what_is_not_learnt_stays(tmp_path):
    rows = [
        Weight("gender", "exact", "0.98", "0.5", "0.35", "false", "false"),
        Weight("gender", "different", "0.02", "0.5", "0.65", "false", "false"),
        Weight("owner", "phone", "0.95", "0.03", "0.03", "false", "false"),
    ]
    new = learnt(
        rows,
        {("gender", "exact"): 0.999, ("gender", "different"): 0.0},
        {("gender", "exact"): 0.25},
    )
    assert [(row.m_probability, row.u_probability) for row in new] == [
        ("0.999", "0.25"),
        ("0.001", "0.5"),
        ("0.95", "0.03"),
    ]
    file = tmp_path / "match_weights.csv"
    write_weights(file, new)
    assert read_weights(file) == new
    assert [path.name for path in tmp_path.iterdir()] == ["match_weights.csv"]


def test_a_seed_of_another_shape_is_refused(tmp_path):
    with pytest.raises(CommandError, match="absent"):
        read_weights(tmp_path / "match_weights.csv")
    (tmp_path / "match_weights.csv").write_text("comparison,level\n")
    with pytest.raises(CommandError, match="must have the columns"):
        read_weights(tmp_path / "match_weights.csv")


def test_without_splink_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setattr(training, "find_spec", lambda _: None)
    with pytest.raises(CommandError, match=r"requirements-bench\.txt"):
        require_splink()


def test_too_few_contacts_teach_nothing():
    with pytest.raises(CommandError, match="too few to learn from"):
        learn(company(10), {}, [], seed=1, pairs=1000)


def test_m_of_a_comparison_still_sums_to_one():
    given = read_weights(SEED)
    levels = learnable(given)
    assert ("given_name", "swapped") in levels
    assert ("family_name", "swapped") not in levels
    assert ("gender", "exact") in levels
    seen = {("given_name", "exact"): 0.95, ("given_name", "different"): 0.05}
    new = learnt(given, seen, {})
    shares = {
        (row.comparison, row.level): float(row.m_probability)
        for row in new
        if row.comparison == "given_name"
    }
    assert sum(shares.values()) == pytest.approx(1, abs=0.001)
    assert shares["given_name", "nickname"] == 0.05
    assert shares["given_name", "exact"] == pytest.approx(0.8 * 0.95, abs=0.001)


def test_planted_errors_are_found_again():
    pytest.importorskip("splink")
    expressions = level_expressions(PROJECT)
    given = read_weights(SEED)
    rows = company(600)
    for row in rows[1::20]:
        row |= {"given_key": "x", "given_first_key": "x", "given_letters": "x"}
    found = learn(rows, expressions, learnable(given), seed=1, pairs=200_000)
    assert found.m["given_name", "nickname"] == pytest.approx(0.1, abs=0.03)
    assert found.m.get(("given_name", "different"), 0) < 0.01
    new = learnt(given, found.m, found.u)
    for comparison in expressions:
        shares = [
            float(row.m_probability)
            for row in new
            if (row.comparison, row.level) in learnable(given)
            and row.comparison == comparison
        ]
        assert sum(shares) == pytest.approx(1, abs=0.03)
    assert found.m["birth_date", "exact"] == pytest.approx(0.9, abs=0.05)
    assert found.u["birth_date", "exact"] < 0.01
    assert found.u["given_name", "exact"] == pytest.approx(1 / 81, rel=0.3)
