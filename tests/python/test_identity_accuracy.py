"""How well customers are told apart, against the truth; the floors only rise."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from scripts.demo.__main__ import app
from tests.python.dbt_process import DbtProcess
from tests.python.identity_build import Build, Builder
from scripts.identity.pair_measures import PairMeasures, measure_pairs
from tests.python.public_data import FOLDER


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_pair_measures_count_pairs(clusters):
    found = {str(key): str(pair[0]) for key, pair in enumerate(clusters)}
    truth = {str(key): str(pair[1]) for key, pair in enumerate(clusters)}
    pairs = list(combinations(found, 2))
    tied = {pair for pair in pairs if found[pair[0]] == found[pair[1]]}
    true = {pair for pair in pairs if truth[pair[0]] == truth[pair[1]]}
    measures = PairMeasures(len(tied), len(true), len(tied & true))
    assert measure_pairs(found, truth) == measures
    if tied and true:
        assert measures.precision == len(tied & true) / len(tied)
        assert measures.recall == len(tied & true) / len(true)


def measured(build: Build, truth: Path) -> PairMeasures:
    """Measure the contacts of the truth; a guest of a superseded order is none."""
    rows = duckdb.execute(
        f"select source_system || ':' || contact_id, person_id from '{truth}'"
    ).fetchall()
    unknown = {contact_id for contact_id, _ in rows} - set(build.customers)
    assert all(":guest:orders:" in contact_id for contact_id in unknown)
    assert len(unknown) < 0.05 * len(rows)
    true = {key: person for key, person in rows if key not in unknown}
    return measure_pairs(build.customers, true)


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory, dbt: DbtProcess) -> Builder:
    return Builder(dbt, tmp_path_factory.mktemp("accuracy"))


def test_a_simulated_company_is_resolved(builder, tmp_path):
    arguments = ["--raw", str(tmp_path / "raw"), "--customers", "2000", "--seed", "1"]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    build = builder.build(tmp_path / "raw")
    truth = tmp_path / "raw_truth" / "contacts.parquet"
    measures = measured(build, truth)
    assert measures.true > 10_000
    assert measures.precision >= 0.97  # measured .9999
    assert measures.recall >= 0.70  # measured .7044
    assert measures.f1 >= 0.82  # measured .8265


@pytest.mark.skipif(
    not (FOLDER / "people_1k").is_dir(),
    reason=f"no public data in {FOLDER} (IDIC_PUBLIC_DATA)",
)
def test_public_labelled_people_are_resolved(builder):
    folder = FOLDER / "people_1k"
    build = builder.build(folder)
    truth = folder / "truth.parquet"
    measures = measured(build, truth)
    assert measures.precision >= 0.97  # measured 1.0
    assert measures.recall >= 0.33  # measured .3358
    assert measures.f1 >= 0.50  # measured .5028
