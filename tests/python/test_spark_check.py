"""The look at a raw folder on Spark, from a folder of any name."""

import json
import os
import subprocess
import sys
from pathlib import Path

from scripts.settings import PROJECT
from tests.python.raw_files import ORDERS, write
from tests.python.spark_at_hand import FAST_START, need_spark


def test_a_look_on_spark_reads_a_relative_folder_and_leaves_nothing(
    tmp_path: Path,
) -> None:
    need_spark()
    home = tmp_path / "Für alle"
    write(
        home / "raw" / "orders.csv",
        ORDERS,
        *("1,2024-01-01,5", "2,2024-01-01,5,x", "3,2024-01-01,"),
    )
    done = subprocess.run(
        [sys.executable, "-m", "scripts.check", "--json"],
        cwd=PROJECT,
        env={
            **{name: os.environ[name] for name in os.environ if name[:4] != "IDIC"},
            **FAST_START,
            "IDIC_ENGINE": "spark",
            "IDIC_RAW": os.path.relpath(home / "raw", PROJECT),
            "IDIC_DATABASE": str(home / "x.duckdb"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(done.stdout)
    assert [file["row_count"] for file in found["files"]] == [2], done.stderr
    assert {(row["table_name"], row["rule_code"]) for row in found["rejections"]} == {
        ("orders", "broken_line"),
        ("orders", "missing_value"),
    }
    [counts] = found["tables"]
    assert (counts["raw_count"], counts["accepted_count"]) == (3, 1)
    assert [*home.rglob("*.parquet"), *home.rglob("metastore")] == []
