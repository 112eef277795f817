"""The hand-over: what is written, how it is swapped, what a failure leaves."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from scripts import publish as publishing
from scripts.command import CommandError
from scripts.publish import PublicTable, check_target, public_tables, publish
from scripts.settings import Settings
from scripts.warehouse import DuckDBWarehouse, connected

BUILDS = [f"20260101T00000{n}_000000Z" for n in range(5)]


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[DuckDBWarehouse]:
    """Open a warehouse with one table, its rows out of order."""
    opened = DuckDBWarehouse(tmp_path / "w.duckdb")
    opened.query(
        "create table dim_a as select (i * 7919) % 10007 as id, i % 2 = 0 as is_even,"
        " cast(i as decimal(18, 2)) as net_amount, 'x' as email"
        " from range(10007) as numbers(i)"
    )
    yield opened
    opened.close()


TABLE = PublicTable("dim_a", "dim_a", ("id", "is_even", "net_amount"), ("id",))


def files(folder: Path) -> list[str]:
    """Return the names in a folder, hidden ones too."""
    return sorted(place.name for place in folder.iterdir())


def count(database: Path, table: str = "dim_a") -> int:
    """Count rows as a reader would."""
    with duckdb.connect(str(database), read_only=True) as connection:
        [(rows,)] = connection.execute(f"select count(*) from {table}").fetchall()
    return int(rows)


def test_tables_are_written_in_order_of_their_key(
    settings: Settings, warehouse: DuckDBWarehouse
) -> None:
    """File and parquet hold the same rows, without the columns left out."""
    done = publish(settings, warehouse, [TABLE], BUILDS[0])
    assert done.row_counts == {"dim_a": 10007}
    with duckdb.connect(str(done.database), read_only=True) as connection:
        query = "select * from dim_a"
        rows = connection.execute(query).fetchall()
        types = [column[1] for column in connection.description or []]
        parquet = f"from read_parquet('{done.folder}/dim_a.parquet')"
        assert rows == connection.execute(f"select * {parquet}").fetchall()
    assert [row[0] for row in rows] == list(range(10007))
    assert [str(kind) for kind in types] == ["BIGINT", "BOOLEAN", "DECIMAL(18,2)"]


def test_equal_tables_give_equal_files(
    settings: Settings, warehouse: DuckDBWarehouse
) -> None:
    """The parquet files of two builds of the same rows are the same bytes."""
    publish(settings, warehouse, [TABLE], BUILDS[0])
    warehouse.query(
        "create or replace table dim_a as select * from dim_a order by hash(id)"
    )
    publish(settings, warehouse, [TABLE], BUILDS[1])
    one, other = (
        (settings.published / build / "dim_a.parquet").read_bytes()
        for build in BUILDS[:2]
    )
    assert one == other


@pytest.mark.parametrize(
    ("memory", "cores", "limits"),
    [("8GB", 64, ("953.6 MiB", 4)), ("500MiB", 2, ("500.0 MiB", 2))],
)
def test_the_file_is_filled_with_little_whatever_the_settings_give(
    settings: Settings,
    warehouse: DuckDBWarehouse,
    monkeypatch: pytest.MonkeyPatch,
    memory: str,
    cores: int,
    limits: tuple[str, int],
) -> None:
    """The warehouse's own engine holds that of the settings at the same time."""
    seen = []

    @contextmanager
    def watched(database: Path, given: str) -> Iterator[duckdb.DuckDBPyConnection]:
        with connected(database, given) as readable:
            readable.execute(f"set threads = {cores}")
            yield readable
            query = "select current_setting('memory_limit'), current_setting('threads')"
            seen.extend(readable.execute(query).fetchall())

    monkeypatch.setattr(publishing, "connected", watched)
    publish(replace(settings, memory=memory), warehouse, [TABLE], BUILDS[0])
    assert seen == [limits]


def test_an_open_reader_keeps_its_build_and_the_next_sees_the_new_one(
    settings: Settings, warehouse: DuckDBWarehouse
) -> None:
    """Even when the old build has been deleted meanwhile."""
    settings = replace(settings, keep_builds=1)
    done = publish(settings, warehouse, [TABLE], BUILDS[0])
    with duckdb.connect(str(done.database), read_only=True) as reader:
        warehouse.query("delete from dim_a where id >= 10")
        publish(settings, warehouse, [TABLE], BUILDS[1])
        assert not (settings.published / f"{BUILDS[0]}.duckdb").exists()
        rows = reader.execute("select count(*), sum(id) from dim_a").fetchall()
    assert rows == [(10007, 10007 * 10006 // 2)]
    assert count(done.database) == 10


def test_the_newest_builds_are_kept_and_foreign_files_left_alone(
    settings: Settings, warehouse: DuckDBWarehouse
) -> None:
    """Two are kept here; the current one never goes, however old."""
    settings.published.mkdir()
    (settings.published / "notes.duckdb").touch()
    for build in [*BUILDS[1:], BUILDS[0]]:
        publish(settings, warehouse, [TABLE], build)
    kept = [BUILDS[0], *BUILDS[3:]]
    assert files(settings.published) == sorted(
        [
            *("current", "current.duckdb", "notes.duckdb"),
            *kept,
            *(f"{build}.duckdb" for build in kept),
        ]
    )
    assert (settings.published / "current").readlink().name == BUILDS[0]


def test_what_cannot_be_deleted_does_not_undo_a_publication(
    settings: Settings, warehouse: DuckDBWarehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor does a file of somebody else whose name begins like a link."""
    settings = replace(settings, keep_builds=1)
    publish(settings, warehouse, [TABLE], BUILDS[0])
    (settings.published / "current.txt").touch()
    publish(settings, warehouse, [TABLE], BUILDS[1])
    assert not (settings.published / BUILDS[0]).exists()

    def locked(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(publishing, "_remove", locked)
    done = publish(settings, warehouse, [TABLE], BUILDS[2])
    assert count(done.database) == 10007
    assert (settings.published / "current").readlink().name == BUILDS[2]


def test_publishing_a_build_again_makes_it_current(
    settings: Settings, warehouse: DuckDBWarehouse
) -> None:
    """What was published once does not change."""
    for build in (BUILDS[0], BUILDS[1]):
        publish(settings, warehouse, [TABLE], build)
    warehouse.query("delete from dim_a")
    done = publish(settings, warehouse, [TABLE], BUILDS[0])
    assert count(done.database) == 10007


@pytest.mark.parametrize("moment", range(1, 5))
def test_a_failure_at_any_moment_leaves_the_folder_as_it_was(
    settings: Settings,
    warehouse: DuckDBWarehouse,
    monkeypatch: pytest.MonkeyPatch,
    moment: int,
) -> None:
    """The first and second move, the first and second link."""
    publish(settings, warehouse, [TABLE], BUILDS[0])
    before = files(settings.published)
    calls = []
    real = os.replace

    def failing(source: Path, place: Path) -> None:
        calls.append(place)
        if len(calls) == moment:
            raise OSError(28, "No space left on device")
        real(source, place)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(CommandError, match="No space left"):
        publish(settings, warehouse, [TABLE], BUILDS[1])
    assert files(settings.published) == before
    assert (settings.published / "current").readlink().name == BUILDS[0]
    assert count(settings.published / "current.duckdb") == 10007


def test_a_table_that_is_not_there_leaves_the_folder_as_it_was(
    settings: Settings, warehouse: DuckDBWarehouse
) -> None:
    """The error is one message that names the table."""
    lost = replace(TABLE, name="dim_z", relation="dim_z")
    with pytest.raises(CommandError, match="dim_z"):
        publish(settings, warehouse, [TABLE, lost], BUILDS[0])
    assert files(settings.published) == []


def test_what_a_crash_left_is_cleaned(
    settings: Settings, warehouse: DuckDBWarehouse
) -> None:
    """A working folder, and a build whose folder alone was moved."""
    work = settings.published / ".small.publishing"
    work.mkdir(parents=True)
    (work / "half.duckdb").touch()
    (settings.published / BUILDS[0]).mkdir()
    publish(settings, warehouse, [TABLE], BUILDS[1])
    assert files(settings.published) == [
        *(BUILDS[1], f"{BUILDS[1]}.duckdb"),
        *("current", "current.duckdb"),
    ]


@pytest.mark.parametrize("place", ["absent/published", "file/published", "file"])
def test_a_folder_that_cannot_be_written_is_one_line(
    settings: Settings, tmp_path: Path, place: str
) -> None:
    """An absent parent is not made: it may be a share that is not mounted."""
    (tmp_path / "file").touch()
    with pytest.raises(CommandError, match=r"IDIC_PUBLISHED.* cannot be writ") as info:
        check_target(replace(settings, published=tmp_path / place))
    assert len(str(info.value).splitlines()) == 1


def model(name: str, access: str, **columns: dict[str, str]) -> SimpleNamespace:
    """Return what a manifest holds of a model; meta in either of dbt's places."""
    config = SimpleNamespace(meta={"primary_key": ["id"]})
    return SimpleNamespace(
        resource_type="model",
        access=access,
        name=name,
        alias=name,
        relation_name=name,
        original_file_path=f"{name}.sql",
        meta={},
        config=config,
        columns={
            column: SimpleNamespace(meta={}, config=SimpleNamespace(meta=meta))
            if column < "n"
            else SimpleNamespace(meta=meta, config=SimpleNamespace(meta={}))
            for column, meta in columns.items()
        },
    )


def test_only_public_models_without_personal_columns_are_tables() -> None:
    """Personal is what has meta pii, be it on the column or in its config."""
    personal = {"pii": "email"}
    nodes = [
        model("b", "public", visits={}, id={}, email=personal, phone=personal),
        model("a", "public", id={}, note={"unit": "words"}),
        model("c", "protected", id={}),
        model("d", "private", id={}),
    ]
    tables = public_tables(SimpleNamespace(nodes=dict(enumerate(nodes))))
    assert tables == (
        PublicTable("a", "a", ("id", "note"), ("id",)),
        PublicTable("b", "b", ("visits", "id"), ("id",)),
    )


def test_a_public_model_without_described_columns_is_refused() -> None:
    """Nobody has said which of them are personal."""
    manifest = SimpleNamespace(nodes={"a": model("a", "public")})
    with pytest.raises(CommandError, match=r"Public model a \(a.sql\)"):
        public_tables(manifest)
