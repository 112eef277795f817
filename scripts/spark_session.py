"""The Spark session of a run: settings of the profile, failures in one message."""

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment

from scripts.command import CommandError
from scripts.java import require_java
from scripts.settings import Settings

_LEAST_FREE_BYTES = 100 * 1024 * 1024
_METASTORE = "spark.hadoop.javax.jdo.option.ConnectionURL"
_METASTORE_SERVICE = "spark.hadoop.hive.metastore.uris"
_SECRET = re.compile(r"(?i)(password=)[^;&]*|(://)[^/@]*@")
_WAREHOUSE = "spark.sql.warehouse.dir"


def session_settings(settings: Settings) -> dict[str, str]:
    """Return the session settings of the target `spark`, as dbt would render them."""
    environment = {**os.environ, **settings.environment("")}
    profile = yaml.safe_load((settings.project / "profiles.yml").read_text())
    stated = profile["idic"]["outputs"]["spark"]["server_side_parameters"]
    return {
        name: Environment(autoescape=False)
        .from_string(str(value))
        .render(env_var=lambda key, default="": environment.get(key) or default)
        for name, value in stated.items()
    }


def start_session(settings: Settings) -> Any:  # noqa: ANN401 - Spark's own type
    """Start the session of this process, or take the one that runs.

    Raises:
        CommandError: When Spark is not installed, Java is missing, the warehouse
            folder cannot be written or the metastore cannot be reached.
    """
    require_java()
    stated = session_settings(settings)
    _check_folder(stated[_WAREHOUSE])
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - takes a second
    except ImportError as error:
        raise CommandError(
            "Spark is not installed: pip install --require-hashes -r"
            " requirements-spark.txt, or build with make."
        ) from error
    builder = SparkSession.builder.enableHiveSupport()
    for name, value in stated.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        session.sql("show schemas").collect()
    except Exception as error:  # Py4J raises what Java does, of any class
        raise CommandError(why_unreachable(stated, str(error))) from error
    return session


def _check_folder(warehouse: str) -> None:
    """Refuse a local warehouse folder that cannot take tables; others judge theirs."""
    if "://" in warehouse:
        return
    folder = Path(warehouse.removeprefix("file:"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise CommandError(
            f"The warehouse folder {folder} cannot be written: {error.strerror}. Make"
            " it writable, or set IDIC_DATABASE or IDIC_SPARK_WAREHOUSE."
        ) from error
    free = shutil.disk_usage(folder).free
    if free < _LEAST_FREE_BYTES:
        raise CommandError(
            f"The warehouse folder {folder} has {free // 2**20} MB of space left: free"
            " some, or set IDIC_DATABASE or IDIC_SPARK_WAREHOUSE."
        )


def why_unreachable(stated: Mapping[str, str], message: str) -> str:
    """Say what a session that does not start fails of, without passwords."""
    place = stated[_METASTORE_SERVICE] or stated[_METASTORE]
    metastore = _SECRET.sub(r"\1\2***", place)
    if "Another instance of Derby" in message:
        return (
            "The metastore is open in another process: close it there and run again."
            f" ({metastore})"
        )
    if re.search(r"metastore|MetaException|HiveException|SQLException", message):
        return (
            f"The metastore {metastore} cannot be reached: look at"
            " IDIC_SPARK_METASTORE, and at what the folder or server says."
        )
    reason = next(iter(message.splitlines()), "Java does not say why.")
    return f"Spark does not start: {reason}"
