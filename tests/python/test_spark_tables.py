"""Raw tables of the metastore are read as files are."""

import json
import os
import subprocess
import sys
from pathlib import Path

from scripts.settings import PROJECT
from tests.python.spark_at_hand import FAST_START, need_spark

# A program of its own: a process has one session, and its settings stay.
PROGRAM = """
import json
from scripts.dbt_runner import Dbt
from scripts.settings import Settings
from scripts.warehouse import open_warehouse

settings = Settings.from_environment()
warehouse = open_warehouse(settings)
warehouse.query("create schema landing")
warehouse.query(
    "create table landing.orders using parquet as select 7 as ORDER_ID,"
    " timestamp '2024-01-01 10:00:00' as ordered_at, cast(5 as decimal(9, 2)) as"
    " net_amount, 'x' as unknown union all select 8, null, 1, 'y'"
)
remarks = []
run = Dbt(settings, "build", on_warning=remarks.append).build(
    ["vital_bounds", "+base_orders"], without_tests=True
)
run.check("orders")
rows = warehouse.query(
    "select order_id, string(ordered_at) as ordered_at, string(net_amount) as"
    " net_amount, rejection_code from main.base_orders order by order_id"
)
print(json.dumps({"rows": rows, "remarks": remarks}))
"""


def test_raw_tables_may_lie_in_a_schema_of_the_metastore(tmp_path: Path) -> None:
    need_spark()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=PROJECT,
        env={
            **{name: os.environ[name] for name in os.environ if name[:4] != "IDIC"},
            **FAST_START,
            "IDIC_ENGINE": "spark",
            "IDIC_RAW_SCHEMA": "landing",
            "IDIC_DATABASE": str(tmp_path / "x.duckdb"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["rows"] == [
        {
            "order_id": "7",
            "ordered_at": "2024-01-01 10:00:00",
            "net_amount": "5.0000",
            "rejection_code": None,
        },
        {
            "order_id": "8",
            "ordered_at": None,
            "net_amount": "1.0000",
            "rejection_code": "missing_value",
        },
    ]
    (remark,) = found["remarks"]
    assert "unknown" in remark
