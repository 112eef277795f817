"""Whether Spark can run here, if not what is missing, and how it starts fast."""

import importlib.util

import pytest

from scripts.java import OLDEST_JAVA, java_version

# On tables this small Spark spends its time on compiling, and on planning anew after
# each stage, and threads wait for each other; the metastore need not survive a power
# cut. Users' sessions do all of it: `make parity` runs as theirs.
FAST_START = {
    "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m"
    " -XX:+UseParallelGC -Dderby.system.durability=test",
    "PYSPARK_SUBMIT_ARGS": "--conf spark.sql.codegen.wholeStage=false"
    " --conf spark.sql.codegen.factoryMode=NO_CODEGEN"
    " --conf spark.sql.adaptive.enabled=false pyspark-shell",
    "IDIC_SPARK_PARTITIONS": "1",
    "IDIC_THREADS": "2",
}


def missing_for_spark() -> list[str]:
    """Name what must be installed before Spark runs."""
    missing = [] if java_version() >= OLDEST_JAVA else [f"Java {OLDEST_JAVA} or later"]
    return missing + [
        name
        for name, module in (
            ("pyspark", "pyspark"),
            ("dbt-spark[session]", "dbt.adapters.spark"),
        )
        if importlib.util.find_spec(module) is None
    ]


def need_spark() -> None:
    """Skip what needs Spark where it cannot run, and say why."""
    if missing := missing_for_spark():
        pytest.skip(f"Spark cannot run here, missing: {', '.join(missing)}")
