"""Folders and files: written beside their place, then moved into it at once."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

MARKER = "parameters.json"
WRITTEN_BY = "scripts.demo"


class OutputError(Exception):
    """A folder that must not be written to."""


@dataclass(frozen=True)
class Target:
    """Where raw files and truth are written.

    Attributes:
        raw: Folder of the raw files while they are written.
        truth: Folder of the truth while it is written.
        writers: Open files of the truth by name of the table.
    """

    raw: Path
    truth: Path
    writers: dict[str, pq.ParquetWriter] = field(default_factory=dict)

    def add_truth(self, name: str, table: pa.Table) -> None:
        """Append a block to a table of the truth."""
        if name not in self.writers:
            path = self.truth / f"{name}.parquet"
            writer = pq.ParquetWriter(path, table.schema, compression="zstd")
            self.writers[name] = writer
        self.writers[name].write_table(table)

    def close(self) -> None:
        """Finish the files of the truth."""
        for writer in self.writers.values():
            writer.close()

    def write(self, name: str, table: pa.Table) -> None:
        """Write a raw table as one file; ``name`` ends in .parquet or .csv."""
        write_table(self.raw / name, table)

    def write_part(self, name: str, ending: str, block: int, table: pa.Table) -> None:
        """Write a block of a raw table as one file per source system."""
        systems = sorted(pc.unique(table["source_system"]).to_pylist())
        for system in systems:
            rows = table.filter(pc.equal(table["source_system"], system))
            write_table(self.raw / name / f"{system}-{block:05d}.{ending}", rows)


def write_table(path: Path, table: pa.Table) -> None:
    """Write a table as parquet or CSV; equal tables give equal bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        options = pyarrow.csv.WriteOptions(quoting_style="needed")
        pyarrow.csv.write_csv(table, path, options)
    else:
        plain = table.replace_schema_metadata(None)
        pq.write_table(plain, path, compression="zstd")


def check_folders(raw: Path, truth: Path) -> None:
    """Refuse folders that hold anything that an earlier run did not write.

    Args:
        raw: Folder of the raw files.
        truth: Folder of the truth, which holds the marker of an earlier run.

    Raises:
        OutputError: One lies inside the other, or holds files of others.
    """
    inner, outer = truth.resolve(), raw.resolve()
    if inner == outer or outer in inner.parents or inner in outer.parents:
        raise OutputError(
            f"the truth folder {truth} and the raw folder {raw} must lie beside each "
            "other: choose another --truth"
        )
    known = _files_of_last_run(truth)
    for folder, names in ((raw, known["raw"]), (truth, known["truth"])):
        strangers = sorted(_files(folder) - set(names))
        if strangers:
            raise OutputError(
                f"{folder} holds {len(strangers)} file(s) that {WRITTEN_BY} did not "
                f"write, such as {strangers[0]}: nothing was written; empty the folder "
                "or choose another"
            )


@contextmanager
def replaced(raw: Path, truth: Path, parameters: dict[str, Any]) -> Iterator[Target]:
    """Give folders to write into, and put them in place when all went well.

    Args:
        raw: Final folder of the raw files.
        truth: Final folder of the truth.
        parameters: What is written to the marker, with the list of files.

    Yields:
        The temporary folders, beside the final ones.
    """
    for folder in (raw, truth):
        folder.parent.mkdir(parents=True, exist_ok=True)
    new_raw = Path(tempfile.mkdtemp(prefix=f".{raw.name}-", dir=raw.parent))
    new_truth = Path(tempfile.mkdtemp(prefix=f".{truth.name}-", dir=truth.parent))
    try:
        with closing(Target(new_raw, new_truth)) as target:
            yield target
        files = {
            "raw": sorted(_files(new_raw)),
            "truth": sorted(_files(new_truth) | {MARKER}),
        }
        content = {"written_by": WRITTEN_BY, **parameters, "files": files}
        (new_truth / MARKER).write_text(json.dumps(content, indent=2) + "\n")
        for new, folder in ((new_raw, raw), (new_truth, truth)):
            new.chmod(0o755)
            shutil.rmtree(folder, ignore_errors=True)
            new.rename(folder)
    finally:
        shutil.rmtree(new_raw, ignore_errors=True)
        shutil.rmtree(new_truth, ignore_errors=True)


def _files(folder: Path) -> set[str]:
    """Return the files in a folder, relative to it; of a file, its own name."""
    if folder.is_file():
        return {folder.name}
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if not path.is_dir()
    }


def _files_of_last_run(truth: Path) -> dict[str, list[str]]:
    """Return the files that the marker lists; none where there is no marker."""
    try:
        content = json.loads((truth / MARKER).read_text())
        files = content["files"] if content["written_by"] == WRITTEN_BY else {}
        return {side: list(files.get(side, [])) for side in ("raw", "truth")}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {"raw": [], "truth": []}
