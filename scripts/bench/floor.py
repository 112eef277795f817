"""The floor: what no build can go below, with the same engine and threads.

* `read`: DuckDB reads every value of every column of the raw files that the contract
  knows (the staging reads them all), from parquet and CSV as texts, and keeps nothing:
  one `count` of each column, with the optimiser kept from answering it from statistics.
* `write`: DuckDB writes the public tables once more, from the published parquet to
  parquet of the same compression. It decodes them for that.
* `write bytes`: as many bytes as the published parquet files hold, handed to the
  operating system, without any engine.

*The floor* is `read` + `write`; *the strict floor* is `read` + `write bytes`. Both
leave out that a build publishes a DuckDB file beside the parquet.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from shutil import rmtree
from typing import Any

import duckdb
import yaml

from scripts.bench.disk import size
from scripts.bench.job import Finding, Job, Part, Tell
from scripts.bench.meter import Meter
from scripts.publish import CURRENT
from scripts.settings import PROJECT

READ, WRITE, WRITE_BYTES = "read", "write", "write bytes"
_CONTRACT = PROJECT / "models" / "staging" / "_sources.yml"
_BLOCK = 1 << 20
_READERS = {
    ".parquet": "read_parquet({files}, union_by_name = true)",
    ".csv": "read_csv({files}, all_varchar = true, union_by_name = true)",
}


def floor(job: Job, meter: Meter, tell: Tell) -> Finding:
    """Measure reading and both kinds of writing."""
    folder = job.folder / "floor"
    rmtree(folder, ignore_errors=True)
    folder.mkdir()
    public = job.settings.published / CURRENT
    engine = open_engine(job.limits)
    try:
        meter.lap()
        tell(READ)
        rows = read_raw(engine, job.settings.raw)
        parts = [Part(READ, "work", meter.lap(), rows=rows)]
        tell(WRITE)
        rows = _rewrite(engine, sorted(public.glob("*.parquet")), folder)
        parts.append(Part(WRITE, "work", meter.lap(), rows=rows))
        rewritten = size(folder)
        tell(WRITE_BYTES)
        _write(folder / "bytes", size(public))
        parts.append(Part(WRITE_BYTES, "work", meter.lap()))
    finally:
        engine.close()
        rmtree(folder)
    return Finding(parts, {"rewritten_bytes": rewritten})


def open_engine(limits: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    """Open an engine that decodes what it counts, whatever the statistics say."""
    engine = duckdb.connect(config=limits)
    engine.execute("set disabled_optimizers = 'statistics_propagation'")
    return engine


def read_raw(engine: duckdb.DuckDBPyConnection, raw: Path) -> int:
    """Read every value that the contract knows; return the rows."""
    rows = 0
    for table, columns in contract(_CONTRACT).items():
        for ending, reader in _READERS.items():
            files = [*raw.glob(f"{table}{ending}"), *raw.glob(f"{table}/*{ending}")]
            if files:
                rows += _read(engine, reader.format(files=_list(files)), columns)
    return rows


def contract(sources: Path) -> dict[str, list[str]]:
    """Return the columns of each raw table."""
    declared: dict[str, Any] = yaml.safe_load(sources.read_text())
    [source] = [part for part in declared["sources"] if part["name"] == "raw"]
    return {
        table["name"]: [column["name"] for column in table["columns"]]
        for table in source["tables"]
    }


def _read(
    engine: duckdb.DuckDBPyConnection, relation: str, columns: Iterable[str]
) -> int:
    described = engine.execute(f"describe select * from {relation}").fetchall()
    there = {row[0] for row in described}
    counts = [f'count("{column}")' for column in columns if column in there]
    query = f"select count(*), {', '.join(counts)} from {relation}"
    [row] = engine.execute(query).fetchall()
    return int(row[0])


def _rewrite(
    engine: duckdb.DuckDBPyConnection, files: Iterable[Path], folder: Path
) -> int:
    rows = 0
    for file in files:
        [written] = engine.execute(
            f"copy (from read_parquet({_list([file])}))"
            f" to {_text(folder / file.name)} (format parquet, compression zstd)"
        ).fetchall()
        rows += int(written[0])
    return rows


def _write(file: Path, count: int) -> None:
    """Write as many bytes; none of them can be compressed by a file system."""
    block = os.urandom(_BLOCK)
    with file.open("wb", buffering=0) as target:
        for start in range(0, count, _BLOCK):
            target.write(block[: count - start])


def _list(files: Iterable[Path]) -> str:
    return f"[{', '.join(_text(file) for file in sorted(files))}]"


def _text(file: Path) -> str:
    quoted = str(file).replace("'", "''")
    return f"'{quoted}'"
