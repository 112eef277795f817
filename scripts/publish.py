"""The hand-over to readers: public tables, without personal data, swapped at once."""

import re
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import typer

from scripts.command import CommandError, exit_codes, output
from scripts.dbt_runner import Dbt
from scripts.ledger import (
    Event,
    failed_or_unjudged,
    record_customer_snapshots,
    record_publication,
)
from scripts.progress import Reporter
from scripts.settings import STAGES, Settings
from scripts.warehouse import Warehouse, connected, open_warehouse

BUILDS = "ops_builds"
SNAPSHOTS = "source:ledger.customer_snapshots+"
CURRENT = "current"
BUILD_ID = re.compile(r"\d{8}T\d{6}_\d{6}Z")
# At most, of the engine that fills the file for readers.
_COPY_MEMORY, _COPY_THREADS = "1GB", 4


@dataclass(frozen=True)
class PublicTable:
    """A public model as readers get it.

    Attributes:
        name: Its name.
        relation: Its full name in the warehouse.
        columns: Its columns in the contract's order, personal ones left out.
        order: Columns that fix the order of its rows: its key, which tests hold unique.
    """

    name: str
    relation: str
    columns: tuple[str, ...]
    order: tuple[str, ...]

    @property
    def query(self) -> str:
        """The published rows, in order."""
        # Without quotes: what is an identifier to DuckDB is a text to Spark.
        columns = ", ".join(self.columns)
        order = ", ".join(f"{column} nulls last" for column in self.order)
        return f"select {columns} from {self.relation} order by {order}"


@dataclass(frozen=True)
class Publication:
    """What was handed over: rows per table, and where."""

    build_id: str
    row_counts: dict[str, int]
    database: Path
    folder: Path


def public_tables(manifest: Any) -> tuple[PublicTable, ...]:  # noqa: ANN401 - dbt's
    """Return the public models of a parsed project in order of name.

    Only documented columns are published: one that no file describes has not been
    looked at for personal data.

    Raises:
        CommandError: When a public model has no column that can be published.
    """
    tables = []
    for node in manifest.nodes.values():
        if node.resource_type != "model" or node.access != "public":
            continue
        columns = tuple(
            name for name, column in node.columns.items() if not _meta(column, "pii")
        )
        if not columns:
            raise CommandError(
                f"Public model {node.name} ({node.original_file_path}) describes no"
                " column without personal data: describe its columns."
            )
        key = tuple(name for name in _meta(node, "primary_key") if name in columns)
        tables.append(
            PublicTable(node.alias, node.relation_name, columns, key or columns)
        )
    return tuple(sorted(tables, key=lambda table: table.name))


def check_target(settings: Settings) -> Path:
    """Make sure that the published folder can be written; clean what a crash left.

    Raises:
        CommandError: When it cannot, with the reason.
    """
    target = settings.published
    work = _work_folder(settings)
    try:
        target.mkdir(exist_ok=True)
        _clean(target, work)
        work.mkdir()
        work.rmdir()
    except OSError as error:
        raise CommandError(
            f"The folder {target} (IDIC_PUBLISHED) cannot be written:"
            f" {error.strerror}. Make it writable or set another one."
        ) from error
    return target


def publish(
    settings: Settings,
    warehouse: Warehouse,
    tables: Sequence[PublicTable],
    build_id: str,
) -> Publication:
    """Write a build for readers and make it the current one.

    Readers of the build before keep it whole; who opens `current` next gets this
    one. When anything fails, the published folder is as it was.

    Args:
        settings: Where to.
        warehouse: The open warehouse.
        tables: What to write.
        build_id: The build; when it lies there already, it only becomes current.
    """
    target = check_target(settings)
    work = _work_folder(settings)
    folder, database = target / build_id, target / f"{build_id}.duckdb"
    links = {
        target / CURRENT: folder.name,
        target / f"{CURRENT}.duckdb": database.name,
    }
    placed: list[Path] = []
    try:
        work.mkdir()
        row_counts = _write(warehouse, tables, work, build_id, settings.memory)
        try:
            for place in (folder, database):
                if not place.exists():
                    (work / place.name).replace(place)
                    placed.append(place)
            _swap(work, links)
        except BaseException:
            for place in placed:
                _remove(place)
            raise
    except (duckdb.Error, OSError) as error:
        reason = str(error).splitlines()[0]
        raise CommandError(
            f"Build {build_id} could not be published in {target}: {reason}"
        ) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)
    # Readers have the new build by now: what cannot be deleted waits for the next one.
    with suppress(OSError):
        _prune(target, settings.keep_builds)
    return Publication(build_id, row_counts, *reversed(links))


def hand_over(
    settings: Settings,
    dbt: Dbt,
    warehouse: Warehouse,
    build_id: str,
    reporter: Reporter,
) -> Publication:
    """Record a build as published, build `operate` upon that, and publish.

    The records come first, as the published `ops_builds`, `fct_customer_snapshots`
    and what rests on it must tell of their own build; when what follows fails, the
    build is recorded as withdrawn.

    Raises:
        CommandError: When it cannot be published.
    """
    check_target(settings)
    record_publication(warehouse, build_id, Event.PUBLISHED)
    try:
        with reporter.step("operate"):
            record_customer_snapshots(warehouse, build_id)
            run = dbt.build([SNAPSHOTS, "group:operate"])
            reporter.note(run.summary)
            run.check("operate")
        with reporter.step("publish"):
            tables = public_tables(dbt.manifest)
            publication = publish(settings, warehouse, tables, build_id)
            reporter.note(f"{len(tables)} tables")
    except BaseException:
        record_publication(warehouse, build_id, Event.WITHDRAWN)
        with suppress(CommandError):
            dbt.build([SNAPSHOTS, BUILDS])
        raise
    return publication


def main() -> None:
    """Publish the last build, when its gates passed, as after a full disk."""
    with exit_codes():
        settings = Settings.from_environment()
        warehouse = open_warehouse(settings)
        reporter = Reporter(output())
        try:
            build_id = _last_build(warehouse)
            dbt = Dbt(settings, build_id, reporter.advance, reporter.warn)
            try:
                publication = hand_over(settings, dbt, warehouse, build_id, reporter)
            finally:
                dbt.close()
        finally:
            warehouse.close()
        reporter.line(f"Published {build_id}: {publication.database}")


def _last_build(warehouse: Warehouse) -> str:
    """Return the build that the tables are of.

    Raises:
        CommandError: When it is not whole, or a gate did not pass.
    """
    builds = set()
    for stage in STAGES:
        relation = warehouse.relation(f"vitals_{stage}")
        if relation is not None:
            rows = warehouse.query(f"select build_id from {relation}")
            builds |= {str(row["build_id"]) for row in rows}
    build_id = builds.pop() if len(builds) == 1 else ""
    if not BUILD_ID.fullmatch(build_id):
        raise CommandError(
            "The tables are not those of one refresh: run python -m scripts.refresh."
        )
    open_stages = failed_or_unjudged(warehouse, build_id, STAGES)
    if open_stages:
        raise CommandError(
            f"Build {build_id} did not pass the gate of {', '.join(open_stages)}:"
            " it is not published."
        )
    return build_id


def _write(
    warehouse: Warehouse,
    tables: Sequence[PublicTable],
    work: Path,
    build_id: str,
    memory: str,
) -> dict[str, int]:
    """Write parquet files, and from them a DuckDB file; return rows per table."""
    folder = work / build_id
    folder.mkdir()
    row_counts = {}
    with connected(work / f"{build_id}.duckdb", memory) as readable:
        _take_little(readable)
        for table in tables:
            file = folder / f"{table.name}.parquet"
            row_counts[table.name] = warehouse.export(table.query, file)
            readable.read_parquet(str(file)).create(f'"{table.name}"')
    return row_counts


def _take_little(readable: duckdb.DuckDBPyConnection) -> None:
    """Keep an engine that only copies from taking as much as the warehouse's own."""
    [(memory, threads)] = readable.execute(
        "select least(parse_formatted_bytes(current_setting('memory_limit')),"
        " parse_formatted_bytes(?)), least(current_setting('threads'), ?)",
        [_COPY_MEMORY, _COPY_THREADS],
    ).fetchall()
    readable.execute(f"set memory_limit = '{memory}B'")
    readable.execute(f"set threads = {threads}")


def _swap(work: Path, links: Mapping[Path, str]) -> None:
    """Point links to new targets, each atomically; all of them or none."""
    for link, name in links.items():
        (work / link.name).symlink_to(name)
    before = {link: link.readlink() for link in links if link.is_symlink()}
    done: list[Path] = []
    try:
        for link in links:
            (work / link.name).replace(link)
            done.append(link)
    except BaseException:
        for link in done:
            link.unlink()
            if link in before:
                link.symlink_to(before[link])
        raise


def _prune(target: Path, keep: int) -> None:
    """Delete all but the newest builds; the current one stays in any case."""
    builds = sorted(
        file.stem for file in target.glob("*.duckdb") if BUILD_ID.fullmatch(file.stem)
    )
    links = (target / CURRENT, target / f"{CURRENT}.duckdb")
    current = {link.readlink().stem for link in links if link.is_symlink()}
    for build_id in builds[:-keep]:
        if build_id not in current:
            _remove(target / f"{build_id}.duckdb")
            _remove(target / build_id)


def _clean(target: Path, work: Path) -> None:
    """Remove what a crash left: the working folder, a build moved by half."""
    shutil.rmtree(work, ignore_errors=True)
    for folder in target.iterdir():
        halved = not (target / f"{folder.name}.duckdb").exists()
        if BUILD_ID.fullmatch(folder.name) and halved:
            _remove(folder)


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place, ignore_errors=True)
    else:
        place.unlink(missing_ok=True)


def _work_folder(settings: Settings) -> Path:
    """Folder for unfinished files: in the target, as a move must be atomic."""
    return settings.published / f".{settings.database.stem}.publishing"


def _meta(described: Any, key: str) -> Any:  # noqa: ANN401 - a dbt node or column
    """Return an entry of the meta of a node or column, wherever dbt keeps it."""
    return {**described.meta, **described.config.meta}.get(key) or []


if __name__ == "__main__":
    typer.run(main)
