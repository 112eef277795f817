"""The tables that say where the time goes: steps, stages, models."""

from scripts.bench.markdown import bytes_text, count, number, share, table
from scripts.bench.ratios import Pieces, models_of, ratio, stages_of, used

_SLOWEST = 10
_KINDS = {
    "{} models and seeds": ("model", "seed"),
    "{} tests": ("test",),
    "between": ("other",),
}


def step_table(sizes: dict[int, Pieces]) -> str:
    """Where the time of a build goes, as the product runs it."""
    labels: dict[str, list[str]] = {}
    for place, pieces in enumerate(sizes.values()):
        for part in pieces.get("build", {}).get("parts", []):
            row = labels.setdefault(part["name"], [""] * len(sizes))
            before = float(row[place] or 0)
            row[place] = f"{before + part['seconds']:.1f}"
    rows = [[label, *row] for label, row in labels.items()]
    return table(["step", *(f"{size:,}" for size in sizes)], rows)


def stage_table(pieces: Pieces) -> str:
    """What each stage uses: its models and seeds, its tests, what lies between."""
    rows = []
    whole = used(part for parts in stages_of(pieces).values() for part in parts)
    for stage, parts in stages_of(pieces).items():
        for name, kinds in _KINDS.items():
            chosen = [part for part in parts if part["kind"] in kinds]
            total = used(chosen)
            if total is None or whole is None:
                continue
            rows.append(
                [
                    stage,
                    name.format(len(chosen)),
                    number(total.seconds),
                    share(total.seconds, whole.seconds),
                    count(total.rows),
                    count(total.rows_per_second),
                    bytes_text(total.peak_memory_bytes),
                    bytes_text(total.read_bytes),
                    bytes_text(total.written_bytes),
                ]
            )
    columns = ["stage", "", "s", "share", "rows", "rows/s", "peak memory"]
    return table([*columns, "read", "written"], rows, texts=2)


def model_table(pieces: Pieces) -> str:
    """The slowest models and their share of all models' time."""
    parts = models_of(pieces)
    whole = used(parts)
    rows = [
        [
            part["name"],
            number(part["seconds"], 2),
            share(part["seconds"], whole.seconds if whole else 0),
            count(part["rows"]),
            count(ratio(part["rows"], part["seconds"])),
            bytes_text(part["peak_memory_bytes"]),
            bytes_text(part["read_bytes"]),
            bytes_text(part["written_bytes"]),
        ]
        for part in sorted(parts, key=lambda part: -part["seconds"])[:_SLOWEST]
    ]
    columns = ["model", "s", "share of models", "rows", "rows/s", "peak memory"]
    return table([*columns, "read", "written"], rows)
