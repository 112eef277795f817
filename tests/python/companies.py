"""Companies for tests: their raw files, refreshed by the real project."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from rich.console import Console

from scripts.expectations import Judge
from scripts.publish import Publication
from scripts.refresh import refresh
from scripts.settings import Settings


@dataclass(frozen=True)
class Company:
    """A company with its raw folder, its database and its published builds.

    Attributes:
        raw: Folder of the raw files.
        home: Folder of everything that its builds write.
        time_zone: Where its business day is cut.
    """

    raw: Path
    home: Path
    time_zone: str = "UTC"

    @property
    def settings(self) -> Settings:
        """Settings of its builds."""
        return Settings(
            raw=self.raw,
            database=self.home / "company.duckdb",
            published=self.home / "published",
            time_zone=self.time_zone,
        )

    @property
    def current(self) -> Path:
        """What readers open."""
        return self.home / "published" / "current.duckdb"

    def refresh(self, judges: Judge) -> tuple[Publication, str]:
        """Build, judge and publish; return the publication and what was shown."""
        shown = io.StringIO()
        console = Console(file=shown, width=160)
        return refresh(self.settings, judges, console), shown.getvalue()

    def read(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query over the current publication."""
        with duckdb.connect(str(self.current), read_only=True) as connection:
            return connection.execute(query).fetchall()


def write_csv(raw: Path, table: str, header: str, *rows: str) -> None:
    """Write a raw table as CSV."""
    raw.mkdir(parents=True, exist_ok=True)
    (raw / f"{table}.csv").write_text("\n".join([header, *rows]) + "\n")
