"""The tables of all sizes: data, build against floor, growth, peers."""

from itertools import pairwise

from scripts.bench.markdown import bytes_text, count, number, table, times
from scripts.bench.peers.peer import Peer
from scripts.bench.peers.registry import PEERS
from scripts.bench.ratios import (
    Pieces,
    cpu_ratio,
    floor_of,
    growth,
    of_piece,
    our_work,
    peers_work,
    ratio,
    raw_rows,
    seconds_ratio,
)

_GROWING = ("build", "rebuild", "models", "floor")


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
                    number(growth(before, after, piece, of), 2)
                    for piece in _GROWING
                    for of in (seconds_ratio, cpu_ratio)
                ),
            ]
        )
    pieces = [name for piece in _GROWING for name in (piece, f"{piece} (CPU)")]
    return table(["customers", "data", *pieces], rows)


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
