"""The results as markdown tables: sizes, ratios, stages, models."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from scripts.bench.markdown import bytes_text, count, number, share, table, times
from scripts.bench.peers import PEERS
from scripts.bench.peers.peer import Peer
from scripts.bench.ratios import (
    Pieces,
    cpu_ratio,
    floor_of,
    growth,
    models_of,
    of_piece,
    our_work,
    peers_work,
    ratio,
    raw_rows,
    seconds_ratio,
    stages_of,
    used,
)
from scripts.bench.results import Results

_SLOWEST = 10


def report(results: Results, sizes: Sequence[int]) -> str:
    """Return all tables of the sizes that are measured."""
    measured = {size: results.sizes[size] for size in sizes if size in results.sizes}
    blocks = [
        circumstances_line(results.circumstances),
        ("Sizes", size_table(measured)),
        ("Build, against the floor", build_table(measured)),
        ("Growth, divided by the growth of the data", growth_table(measured)),
        ("Peers on the same rows", peer_table(measured)),
        ("Steps of the build, seconds", step_table(measured)),
    ]
    for size, pieces in measured.items():
        blocks.append(
            (f"Stages of {size:,} customers, a node at a time", stage_table(pieces))
        )
        blocks.append((f"Slowest models of {size:,} customers", model_table(pieces)))
    return "\n\n".join(
        block if isinstance(block, str) else f"**{block[0]}**\n\n{block[1]}"
        for block in blocks
    )


def circumstances_line(circumstances: dict[str, Any]) -> str:
    """Say on what was measured."""
    machine, versions = circumstances["machine"], circumstances["versions"]
    words = [
        f"{machine['cores']} cores ({machine['processor']})",
        bytes_text(machine["memory_bytes"]),
        machine["system"],
        f"{circumstances['threads']} threads",
        *(f"{name} {version}" for name, version in versions.items() if version),
    ]
    return f"Measured on {', '.join(words)}; code {circumstances['code']}."


def size_table(sizes: dict[int, Pieces]) -> str:
    """How large the data of each size are."""
    rows = []
    for size, pieces in sizes.items():
        facts = pieces.get("build", {}).get("facts", {})
        raw = facts.get("raw_rows", {})
        rows.append(
            [
                count(size),
                *(
                    count(raw.get(name))
                    for name in ("contacts", "orders", "order_lines")
                ),
                count(raw_rows(pieces)),
                bytes_text(pieces.get("simulate", {}).get("facts", {}).get("bytes")),
                count(facts.get("public_rows")),
                bytes_text(facts.get("public_bytes")),
                bytes_text(facts.get("database_bytes")),
            ]
        )
    return table(
        [
            *("customers", "contacts", "orders", "order lines", "raw rows"),
            *("raw files", "public rows", "public parquet", "database"),
        ],
        rows,
    )


def build_table(sizes: dict[int, Pieces]) -> str:
    """What a build costs, and as a multiple of the floor."""
    rows = []
    for size, pieces in sizes.items():
        for name in ("build", "rebuild"):
            ours = of_piece(pieces, name)
            if ours is None:
                continue
            floor, strict = floor_of(pieces), floor_of(pieces, strict=True)
            rows.append(
                [
                    count(size),
                    name,
                    number(ours.seconds),
                    number(ours.cpu_seconds),
                    count(ours.rows_per_second),
                    bytes_text(ours.peak_memory_bytes),
                    bytes_text(ours.read_bytes),
                    bytes_text(ours.written_bytes),
                    number(floor.seconds if floor else None, 2),
                    times(seconds_ratio(ours, floor)),
                    times(cpu_ratio(ours, floor)),
                    times(seconds_ratio(ours, strict)),
                ]
            )
    return table(
        [
            *("customers", "", "s", "CPU s", "raw rows/s", "peak memory", "read"),
            *("written", "floor s", "÷ floor", "÷ floor (CPU)", "÷ strict floor"),
        ],
        rows,
        texts=2,
    )


def growth_table(sizes: dict[int, Pieces]) -> str:
    """How time grows from size to size; 1 is linear."""
    rows = []
    for (small, before), (large, after) in pairwise(sizes.items()):
        rows.append(
            [
                f"{small:,} → {large:,}",
                times(ratio(raw_rows(after), raw_rows(before))),
                *(
                    number(growth(before, after, piece))
                    for piece in ("build", "rebuild", "models", "floor")
                ),
            ]
        )
    return table(["customers", "data", "build", "rebuild", "models", "floor"], rows)


def peer_table(sizes: dict[int, Pieces]) -> str:
    """What peers use for the same work; why one is missing."""
    rows = [
        _peer_row(size, pieces, PEERS[name])
        for size, pieces in sizes.items()
        for name in PEERS
        if name in pieces
    ]
    return table(
        [
            *("customers", "peer", "task", "peer s", "our s", "peer ÷ ours"),
            *("÷ (CPU)", "peer memory", "our memory", "peer results", "our results"),
        ],
        rows,
        texts=3,
    )


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
        for kinds in (("model", "seed"), ("test",), ("other",)):
            chosen = [part for part in parts if part["kind"] in kinds]
            total = used(chosen)
            if total is None or whole is None:
                continue
            name = "between" if kinds == ("other",) else f"{len(chosen)} {kinds[0]}s"
            rows.append(
                [
                    stage,
                    name,
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


def _peer_row(size: int, pieces: Pieces, peer: Peer) -> list[str]:
    piece = pieces[peer.name]
    name = f"{peer.needs} {piece.get('version', '')}".strip()
    reason = piece.get("skipped") or piece.get("failed")
    if reason:
        return [count(size), name, f"{peer.task}: {reason}"]
    theirs, ours = peers_work(pieces, peer), our_work(pieces, peer)
    facts = piece["facts"]
    return [
        count(size),
        name,
        peer.task,
        number(theirs.seconds if theirs else None, 2),
        number(ours.seconds if ours else None, 2),
        times(seconds_ratio(theirs, ours)),
        times(cpu_ratio(theirs, ours)),
        bytes_text(theirs.peak_memory_bytes if theirs else None),
        bytes_text(ours.peak_memory_bytes if ours else None),
        count(facts.get("results")),
        count(facts.get("our_results")),
    ]
