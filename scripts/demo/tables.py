"""Raw tables and tables of the truth that belong together."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True)
class Tables:
    """The tables of one block of persons.

    Attributes:
        raw: Raw tables by name.
        truth: Tables of the truth by name.
    """

    raw: dict[str, pa.Table]
    truth: dict[str, pa.Table]


def merged(one: Tables, two: Tables) -> Tables:
    """Join tables of two parts; those of one name are put below each other."""
    merged = []
    for left, right in ((one.raw, two.raw), (one.truth, two.truth)):
        both = {
            name: below(left[name], right[name]) for name in left.keys() & right.keys()
        }
        merged.append({**left, **right, **both})
    return Tables(*merged)


def below(*tables: pa.Table) -> pa.Table:
    """Put tables below each other; a column that one lacks is null there."""
    return pa.concat_tables(tables, promote_options="default").combine_chunks()
