"""Records in columns: dataclasses of equally long arrays."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from scripts.demo.text import Ints

T = TypeVar("T", bound=Any)


def select(records: T, index: Ints) -> T:
    """Return the records at the positions of ``index``, in that order."""
    position = pa.array(index)
    return replace(
        records,
        **{
            field.name: column.take(position)
            if isinstance(column := getattr(records, field.name), pa.Array)
            else column[index]
            for field in fields(records)
        },
    )


def stack(first: T, second: T) -> T:
    """Return the records of both, one below the other."""
    return replace(
        first,
        **{
            field.name: _append(getattr(first, field.name), getattr(second, field.name))
            for field in fields(first)
        },
    )


def _append(first: Any, second: Any) -> Any:  # noqa: ANN401
    if isinstance(first, pa.Array):
        return pa.concat_arrays([first, second])
    return np.concatenate([first, second])


def decimals(scaled: NDArray[np.int64], places: int) -> pa.Array:
    """Return whole numbers as decimals.

    Args:
        scaled: The values times ``10 ** places``.
        places: Digits after the point.

    Returns:
        An array of decimal128(18, places), made of two 64-bit halves per value.
    """
    halves = np.empty((len(scaled), 2), np.int64)
    halves[:, 0] = scaled
    halves[:, 1] = scaled >> 63
    kind = pa.decimal128(18, places)
    return pa.Array.from_buffers(kind, len(scaled), [None, pa.py_buffer(halves)])


def times(values: NDArray[np.datetime64]) -> pa.Array:
    """Return timestamps in microseconds (UTC, without a zone); NaT becomes null."""
    return pa.array(values.astype("datetime64[us]"))
