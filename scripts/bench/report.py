"""The results as markdown tables: sizes, ratios, steps, stages, models."""

from collections.abc import Sequence
from typing import Any

from scripts.bench.detail import model_table, stage_table, step_table
from scripts.bench.markdown import bytes_text
from scripts.bench.results import Results
from scripts.bench.summary import build_table, growth_table, peer_table, size_table


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
        circumstances["engine"],
        f"{circumstances['threads']} threads",
        f"memory limit {circumstances['memory_limit'] or 'of DuckDB'}",
        *(f"{name} {version}" for name, version in versions.items() if version),
    ]
    return f"Measured on {', '.join(words)}; code {circumstances['code']}."
