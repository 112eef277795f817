"""Where the data lies and what "now" is: the environment, read once and checked."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import available_timezones

from scripts.command import CommandError

PROJECT = Path(__file__).resolve().parent.parent
ENGINES = ("duckdb", "spark")
BUSINESS_CUSTOMERS = ("account", "person")
CLUSTER = ("IDIC_SPARK_MASTER", "IDIC_SPARK_METASTORE", "IDIC_SPARK_WAREHOUSE")
SCHEMAS = ("main", "raw", "ledger")
STAGES = ("staging", "identify", "differentiate", "customize")


@dataclass(frozen=True)
class Settings:
    """Settings of one run; everything a run writes follows from them.

    Attributes:
        raw: Folder of the raw files (`IDIC_RAW`).
        database: The database file that is built (`IDIC_DATABASE`).
        as_of: The day that counts as now (`IDIC_AS_OF`); none: the models say.
        time_zone: Where the business day is cut (`IDIC_TIME_ZONE`).
        business_customer: Whose the orders of a business account are
            (`IDIC_BUSINESS_CUSTOMER`): the account's, or the person's who ordered.
        published: Folder of what readers see (`IDIC_PUBLISHED`).
        engine: The dbt target (`IDIC_ENGINE`).
        keep_builds: How many published builds are kept (`IDIC_KEEP_BUILDS`).
        memory: What DuckDB may take, as 6GB (`IDIC_MEMORY`); empty: its default.
        project: Folder of the dbt project.
        is_apart: Whether Spark keeps to this machine, whatever cluster is named.
    """

    raw: Path = Path("raw")
    database: Path = Path("idic.duckdb")
    as_of: date | None = None
    time_zone: str = "UTC"
    business_customer: str = "account"
    published: Path = Path("published")
    engine: str = "duckdb"
    keep_builds: int = 5
    memory: str = ""
    project: Path = PROJECT
    is_apart: bool = False

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str] = os.environ
    ) -> "Settings":
        """Read the settings; a variable that is empty counts as unset.

        Raises:
            CommandError: When a variable holds a value that cannot be used.
        """

        def value(name: str, default: str) -> str:
            return environment.get(name) or default

        return cls(
            raw=_folder("IDIC_RAW", value("IDIC_RAW", "raw")),
            database=_database(value("IDIC_DATABASE", "idic.duckdb")),
            as_of=_as_of(value("IDIC_AS_OF", "")),
            time_zone=_time_zone(value("IDIC_TIME_ZONE", "UTC")),
            business_customer=_business_customer(
                value("IDIC_BUSINESS_CUSTOMER", "account")
            ),
            published=_folder("IDIC_PUBLISHED", value("IDIC_PUBLISHED", "published")),
            engine=_engine(value("IDIC_ENGINE", "duckdb")),
            keep_builds=_keep_builds(value("IDIC_KEEP_BUILDS", "5")),
            memory=_memory(value("IDIC_MEMORY", "")),
        )

    @property
    def workspace(self) -> Path:
        """Folder beside the database for the working files of its runs."""
        return self.database.resolve().parent / f".{self.database.stem}"

    @property
    def target(self) -> Path:
        """Folder of dbt's artifacts."""
        return self.workspace / "target"

    @property
    def logs(self) -> Path:
        """Folder of dbt's logs."""
        return self.workspace / "logs"

    def environment(self, build_id: str) -> dict[str, str]:
        """Return the variables that the models read, for one build."""
        own = dict.fromkeys(CLUSTER, "") if self.is_apart else {}
        # Spark tells the whole path of a file, however it was asked for it.
        raw = self.raw.resolve() if self.engine == "spark" else self.raw
        return own | {
            "IDIC_RAW": str(raw),
            "IDIC_DATABASE": str(self.database),
            "IDIC_AS_OF": self.as_of.isoformat() if self.as_of else "",
            "IDIC_TIME_ZONE": self.time_zone,
            "IDIC_BUSINESS_CUSTOMER": self.business_customer,
            "IDIC_ENGINE": self.engine,
            "IDIC_MEMORY": self.memory,
            "IDIC_BUILD_ID": build_id,
        }


def _folder(name: str, text: str) -> Path:
    if "://" in text:
        raise CommandError(
            f"{name} is {text!r}, which is no folder: mount the storage and name the"
            " folder, or read tables of the metastore (IDIC_RAW_SCHEMA)."
        )
    return Path(text)


def _database(text: str) -> Path:
    """Refuse a file whose name is that of a schema inside, which DuckDB confuses."""
    if Path(text).stem.lower() in SCHEMAS:
        raise CommandError(
            f"IDIC_DATABASE is {text!r}: the database holds a schema of this name;"
            " call the file otherwise."
        )
    return Path(text)


def _as_of(text: str) -> date | None:
    """Parse a day; only the form YYYY-MM-DD is taken."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise CommandError(
            f"IDIC_AS_OF is {text!r}, which is no date: write it as YYYY-MM-DD."
        )
    return day


def _time_zone(text: str) -> str:
    if text not in available_timezones():
        raise CommandError(
            f"IDIC_TIME_ZONE is {text!r}, which is no time zone: write it as"
            " Europe/Berlin."
        )
    return text


def _business_customer(text: str) -> str:
    if text not in BUSINESS_CUSTOMERS:
        raise CommandError(
            f"IDIC_BUSINESS_CUSTOMER is {text!r}: write"
            f" {' or '.join(BUSINESS_CUSTOMERS)}."
        )
    return text


def _engine(text: str) -> str:
    if text not in ENGINES:
        raise CommandError(
            f"IDIC_ENGINE is {text!r}: this command runs on {', '.join(ENGINES)}."
        )
    return text


def _keep_builds(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise CommandError(
            f"IDIC_KEEP_BUILDS is {text!r}: write a whole number of at least 1."
        )
    return int(text)


def _memory(text: str) -> str:
    if text and not re.fullmatch(r"\d+(\.\d+)? ?[KMGT]i?B", text):
        raise CommandError(
            f"IDIC_MEMORY is {text!r}, which is no amount of memory: write it as 6GB."
        )
    return text
