"""The settings: defaults, places derived from the database, refusals."""

from datetime import date
from pathlib import Path

import pytest

from scripts.command import CommandError
from scripts.settings import Settings


def test_defaults_hold_where_a_variable_is_unset_or_empty() -> None:
    """An empty variable, as make passes it on, counts as unset."""
    assert Settings.from_environment({"IDIC_RAW": "", "IDIC_AS_OF": ""}) == Settings()


def test_variables_are_read() -> None:
    """Each variable has its setting."""
    settings = Settings.from_environment(
        {
            "IDIC_RAW": "data",
            "IDIC_DATABASE": "a/b.duckdb",
            "IDIC_AS_OF": "2026-03-31",
            "IDIC_PUBLISHED": "out",
            "IDIC_KEEP_BUILDS": "3",
            "IDIC_MEMORY": "6GB",
            "IDIC_TIME_ZONE": "Asia/Tokyo",
            "IDIC_BUSINESS_CUSTOMER": "person",
        }
    )
    assert settings == Settings(
        raw=Path("data"),
        database=Path("a/b.duckdb"),
        as_of=date(2026, 3, 31),
        published=Path("out"),
        keep_builds=3,
        memory="6GB",
        time_zone="Asia/Tokyo",
        business_customer="person",
    )


def test_dbt_is_told_the_memory() -> None:
    assert Settings(memory="6GB").environment("")["IDIC_MEMORY"] == "6GB"


def test_runs_on_different_databases_do_not_meet() -> None:
    """Working files lie beside the database, under its name."""
    one, other = (Settings(database=Path(f"x/{n}.duckdb")) for n in ("a", "b"))
    assert one.target == Path("x").resolve() / ".a" / "target"
    assert one.logs != other.logs
    assert one.target != other.target


def test_spark_is_told_the_whole_path_of_the_raw_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It tells files by their whole path, wherever it was started."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    settings = Settings(raw=Path("../raw"), engine="spark")
    assert settings.environment("")["IDIC_RAW"] == str(tmp_path / "raw")
    assert Settings(raw=Path("../raw")).environment("")["IDIC_RAW"] == "../raw"


@pytest.mark.parametrize(
    "variables",
    [
        {"IDIC_AS_OF": "31.03.2026"},
        {"IDIC_AS_OF": "20260331"},
        {"IDIC_AS_OF": "2026-02-30"},
        {"IDIC_KEEP_BUILDS": "0"},
        {"IDIC_TIME_ZONE": "Asia/Tokio"},
        {"IDIC_DATABASE": "here/Raw.duckdb"},
        {"IDIC_KEEP_BUILDS": "many"},
        {"IDIC_BUSINESS_CUSTOMER": "firm"},
        {"IDIC_ENGINE": "abacus"},
        {"IDIC_MEMORY": "much"},
        {"IDIC_RAW": "s3a://bucket/raw"},
        {"IDIC_PUBLISHED": "hdfs://host/published"},
    ],
)
def test_a_value_that_cannot_be_used_is_named(variables: dict[str, str]) -> None:
    """The message names the variable and the value."""
    [(name, value)] = variables.items()
    with pytest.raises(CommandError, match=rf"{name} is '{value}'"):
        Settings.from_environment(variables)
