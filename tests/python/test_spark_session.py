"""What keeps Spark from starting ends in one message that says what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from scripts.command import CommandError
from scripts.dbt_runner import clean_message
from scripts.java import java_version, require_java
from scripts.settings import PROJECT, Settings
from scripts.spark_session import session_settings, start_session, why_unreachable
from tests.python.spark_at_hand import need_spark


@pytest.fixture
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unset every setting of the machine."""
    for name in [name for name in os.environ if name.startswith("IDIC_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def home(no_settings: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001
    """Put a Java of version 17 at hand that only says its version."""
    put_java(tmp_path, monkeypatch, 'openjdk version "17.0.15" 2025-04-15')
    return tmp_path


def put_java(folder: Path, monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    java = folder / "jdk" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(f"#!/bin/sh\necho '{said}' >&2\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(folder / "jdk"))


def test_a_missing_java_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert java_version() == 0
    with pytest.raises(CommandError, match=r"needs Java 17 or later and no Java is"):
        require_java()


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ('openjdk version "11.0.2" 2019-01-15', 11),
        ('java version "1.8.0_402"', 1),
    ],
)
def test_an_old_java_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, version: int
) -> None:
    put_java(tmp_path, monkeypatch, said)
    with pytest.raises(CommandError, match=rf"Java {version} is found: install it"):
        require_java()


def test_tables_and_metastore_lie_beside_the_database(home: Path) -> None:
    settings = Settings(database=home / "a.b" / "c.d.duckdb", engine="spark")
    stated = session_settings(settings)
    place = str(home / "a.b" / ".c.d")
    assert stated["spark.sql.warehouse.dir"] == f"{place}/warehouse"
    metastore = stated["spark.hadoop.javax.jdo.option.ConnectionURL"]
    assert metastore == f"jdbc:derby:;databaseName={place}/metastore;create=true"
    assert settings.workspace == Path(place)


def test_a_cluster_names_its_own_places(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDIC_SPARK_MASTER", "yarn")
    monkeypatch.setenv("IDIC_SPARK_WAREHOUSE", "s3a://bucket/warehouse")
    stated = session_settings(Settings(database=home / "x.duckdb", engine="spark"))
    assert stated["spark.master"] == "yarn"
    assert stated["spark.sql.warehouse.dir"] == "s3a://bucket/warehouse"


@pytest.mark.parametrize(
    ("address", "database", "service"),
    [
        ("thrift://host:9083", "jdbc:derby:", "thrift://host:9083"),
        ("jdbc:postgresql://host/metastore", "jdbc:postgresql://host/metastore", ""),
    ],
)
def test_a_metastore_is_a_service_or_a_database(
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    database: str,
    service: str,
) -> None:
    monkeypatch.setenv("IDIC_SPARK_METASTORE", address)
    stated = session_settings(Settings(database=home / "x.duckdb", engine="spark"))
    assert stated["spark.hadoop.javax.jdo.option.ConnectionURL"].startswith(database)
    assert stated["spark.hadoop.hive.metastore.uris"] == service


def test_a_metastore_is_named_without_its_password() -> None:
    stated = {
        "spark.hadoop.javax.jdo.option.ConnectionURL": "jdbc:mysql://me:secret@host/m"
        "?user=me&password=secret&ssl=true",
        "spark.hadoop.hive.metastore.uris": "",
    }
    said = why_unreachable(stated, "MetaException: refused")
    assert "jdbc:mysql://***host/m?user=me&password=***&ssl=true" in said
    assert "secret" not in said


def test_a_warehouse_folder_that_cannot_be_written_is_named(home: Path) -> None:
    (home / ".x").write_text("a file where the folder should be")
    settings = Settings(database=home / "x.duckdb", engine="spark")
    with pytest.raises(CommandError, match=rf"{home}/.x/warehouse cannot be written"):
        start_session(settings)


def test_a_warehouse_folder_without_space_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=5 << 20))
    settings = Settings(database=home / "x.duckdb", engine="spark")
    with pytest.raises(CommandError, match=r"warehouse has 5 MB of space left: free"):
        start_session(settings)


def test_a_metastore_that_cannot_be_reached_is_named(
    no_settings: None,  # noqa: ARG001
    tmp_path: Path,
) -> None:
    need_spark()
    (tmp_path / "file").touch()
    metastore = f"jdbc:derby:;databaseName={tmp_path}/file/metastore;create=true"
    done = subprocess.run(
        [sys.executable, "-m", "scripts.gate", "staging"],
        cwd=PROJECT,
        env={
            **os.environ,
            "IDIC_ENGINE": "spark",
            "IDIC_DATABASE": str(tmp_path / "x.duckdb"),
            "IDIC_SPARK_METASTORE": metastore,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    message = [line for line in done.stderr.splitlines() if "Error:" in line]
    assert message == [
        f"Error: The metastore {metastore} cannot be reached: look at"
        " IDIC_SPARK_METASTORE, and at what the folder or server says."
    ]
    assert "Traceback" not in done.stderr


def test_the_stack_and_the_plan_of_spark_are_left_out() -> None:
    message = (
        "Runtime Error in model x (models/x.sql)\n"
        "  An error occurred while calling o50.sql.\n"
        "  [UNRESOLVED_COLUMN] A column with name `y` cannot be resolved.\n"
        "  +- Project [a]\n"
        "     :- Relation [a] parquet\n"
        "  \tat org.apache.spark.sql.Dataset$.ofRows(Dataset.scala:134)\n"
        "  \t... 12 more\n"
    )
    said = "[UNRESOLVED_COLUMN] A column with name `y` cannot be resolved."
    assert clean_message(message) == said


def test_a_list_of_files_too_long_for_derby_is_named() -> None:
    message = (
        "java.sql.SQLDataException: A truncation error was encountered trying to"
        " shrink LONG VARCHAR 'create view …' to length 32700."
    )
    said = clean_message(message)
    assert said.startswith("A list of files is too long for a metastore on Derby")


def test_a_full_disk_is_named() -> None:
    message = (
        "Job aborted.\n\tat org.x.Y(Z)\njava.io.IOException: No space left on device"
    )
    assert clean_message(message).startswith("The disk is full: free some space")


def test_a_look_keeps_to_this_machine(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look must not write to the tables of the cluster."""
    monkeypatch.setenv("IDIC_SPARK_WAREHOUSE", "s3a://bucket/warehouse")
    apart = Settings(database=home / "x.duckdb", engine="spark", is_apart=True)
    assert session_settings(apart)["spark.sql.warehouse.dir"].startswith(str(home))
