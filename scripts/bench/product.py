"""The product's own work: simulate, build, rebuild, and each model by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Any

from scripts.bench.disk import size
from scripts.bench.job import Finding, Job, Part, Tell
from scripts.bench.meter import Measure, Meter, total
from scripts.command import CommandError, output
from scripts.dbt_runner import Dbt
from scripts.expectations import Judge
from scripts.progress import Reporter
from scripts.publish import CURRENT
from scripts.refresh import new_build_id, refresh
from scripts.settings import STAGES
from scripts.warehouse import Warehouse, open_warehouse

SEED = 1
_STAGES = (*STAGES, "operate")


def simulate(job: Job, meter: Meter, _tell: Tell) -> Finding:
    """Write the raw files."""
    # What only the simulator needs must not weigh on the memory of a build.
    from scripts.demo.__main__ import demo  # noqa: PLC0415

    raw = job.settings.raw
    demo(raw=raw, customers=job.customers, seed=SEED)
    rmtree(raw.with_name(f"{raw.name}_truth"))
    return Finding([Part("simulate", "work", meter.lap())], {"bytes": size(raw)})


def build(job: Job, meter: Meter, tell: Tell) -> Finding:
    """Refresh from nothing, as `make build` does."""
    settings = job.settings
    for place in (settings.workspace, settings.published):
        rmtree(place, ignore_errors=True)
    for ending in ("", ".wal"):
        Path(f"{settings.database}{ending}").unlink(missing_ok=True)
    return rebuild(job, meter, tell)


def rebuild(job: Job, meter: Meter, tell: Tell) -> Finding:
    """Refresh what is built already."""
    settings = job.settings
    steps = _Steps(meter, tell)
    with Judge() as judges:
        published = refresh(settings, judges, output(), reporter=steps)
    facts: dict[str, Any] = {
        "public_rows": sum(published.row_counts.values()),
        "public_bytes": size(settings.published / CURRENT),
        "database_bytes": size(settings.database),
    }
    warehouse = open_warehouse(settings)
    try:
        facts["raw_rows"] = _raw_rows(warehouse)
    finally:
        warehouse.close()
    return Finding(steps.parts, facts)


def models(job: Job, meter: Meter, tell: Tell) -> Finding:
    """Rebuild stage by stage, one node at a time, each with all engine threads.

    A node is measured from dbt's NodeStart to its NodeFinished: compiling it and
    writing its table belong to it. What lies between nodes (the start of dbt, the
    mount of the raw files, the commit of a log) is the part `between` of the stage.
    """
    nodes = _Nodes(meter, tell)
    warehouse = open_warehouse(job.settings)
    dbt = Dbt(
        job.settings,
        new_build_id(),
        nodes.finished,
        on_started=nodes.started,
        threads=1,
    )
    try:
        for stage in _STAGES:
            with nodes.stage(stage):
                dbt.build([f"group:{stage}"]).check(stage)
        parts = [_named(part, dbt.manifest, warehouse) for part in nodes.parts]
    finally:
        dbt.close()
        warehouse.close()
    return Finding(parts, {})


class _Steps(Reporter):
    """Measures the steps of a refresh instead of showing them."""

    def __init__(self, meter: Meter, tell: Tell) -> None:
        super().__init__(output())
        self.parts: list[Part] = []
        self._meter = meter
        self._tell = tell

    @contextmanager
    def step(self, label: str) -> Iterator[None]:
        """Measure a step; what lies between two steps is a part of its own."""
        self._tell(label)
        self.parts.append(Part("between", "other", self._meter.lap()))
        with super().step(label):
            yield
        self.parts.append(Part(label, "step", self._meter.lap()))

    def advance(self, node: str, _total: int | None = None) -> None:
        """Pass a finished node on."""
        self._tell(node)


class _Nodes:
    """Measures nodes that run one at a time, and what lies between them as one part."""

    def __init__(self, meter: Meter, tell: Tell) -> None:
        self.parts: list[Part] = []
        self._between: list[Measure] = []
        self._stage = ""
        self._running: str | None = None
        self._overlaps = False
        self._meter = meter
        self._tell = tell

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Name the stage that what runs inside belongs to."""
        self._stage = name
        yield
        if self._overlaps:
            raise CommandError("Nodes ran at the same time: no measure is any node's.")
        self._between.append(self._meter.lap())
        self.parts.append(Part("between", "other", total(self._between), name))
        self._between = []

    def started(self, name: str) -> None:
        self._overlaps = self._overlaps or self._running is not None
        self._running = name
        self._between.append(self._meter.lap())

    def finished(self, name: str, _total: int) -> None:
        self._running = None
        self.parts.append(Part(name, "node", self._meter.lap(), self._stage))
        self._tell(name)


def _named(part: Part, manifest: Any, warehouse: Warehouse) -> Part:  # noqa: ANN401
    """Say what kind of node a part is, and how many rows a table has."""
    if part.kind != "node":
        return part
    [node] = [node for node in manifest.nodes.values() if node.name == part.name]
    kind = str(node.resource_type)
    rows = None
    if kind in {"model", "seed"} and node.config.materialized != "view":
        [counted] = warehouse.query(f"select count(*) as n from {node.relation_name}")
        rows = counted["n"]
    return Part(part.name, kind, part.measure, part.stage, rows)


def _raw_rows(warehouse: Warehouse) -> dict[str, int]:
    """Return the records of each raw table."""
    rows = warehouse.query(
        f"select table_name, raw_count from {warehouse.relation('int_record_counts')}"
        " where raw_count > 0 order by table_name"
    )
    return {row["table_name"]: int(row["raw_count"]) for row in rows}
