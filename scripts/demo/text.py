"""Text in columns: small helpers over Arrow's string kernels."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Bools: TypeAlias = NDArray[np.bool_]
Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Times: TypeAlias = NDArray[np.datetime64]
Texts: TypeAlias = pa.Array

_UNFOLDABLE = str.maketrans(
    {"ß": "ss", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "æ": "ae", "œ": "oe"}
)


def fold(text: str) -> str:
    """Return a text without accents, in ASCII."""
    plain = unicodedata.normalize("NFKD", text.translate(_UNFOLDABLE))
    return plain.encode("ascii", "ignore").decode()


def texts(values: Sequence[str | None]) -> Texts:
    """Return an Arrow array of strings."""
    return pa.array(values, pa.string())


def nothing(count: int) -> Texts:
    """Return a string column of nulls."""
    return pa.nulls(count, pa.string())


def take(values: Texts, index: Ints) -> Texts:
    """Return ``values`` at the positions of ``index``."""
    return values.take(pa.array(index))


def choose(mask: Bools, yes: Texts | str | None, no: Texts | str | None) -> Texts:
    """Return ``yes`` where the mask is true, else ``no``."""
    sides = [
        pa.scalar(v, pa.string()) if not isinstance(v, pa.Array) else v
        for v in (yes, no)
    ]
    return pc.if_else(pa.array(mask), *sides)


def join(*parts: Texts | str) -> Texts:
    """Concatenate columns and constants; null where one of them is null."""
    return pc.binary_join_element_wise(*parts, "")


def number(values: NDArray[np.integer], width: int = 0) -> Texts:
    """Return integers as text, padded with zeros to ``width``."""
    plain = pa.array(values).cast(pa.string())
    return pc.utf8_lpad(plain, width, "0") if width else plain


def edit(
    values: Texts, mask: Bools, change: Callable[[str, float], str], where: Floats
) -> Texts:
    """Change a few texts one by one.

    Args:
        values: The column.
        mask: The rows to change; meant for a small share of them.
        change: Takes the text and a number in 0–1 that says where to change it.
        where: That number for each row.

    Returns:
        The column with the changed texts; nulls stay null.
    """
    rows = np.flatnonzero(mask)
    if not len(rows):
        return values
    old = take(values, rows).to_pylist()
    new = [
        None if t is None else change(t, w)
        for t, w in zip(old, where[rows], strict=True)
    ]
    return pc.replace_with_mask(values, pa.array(mask), texts(new))


def misspell(text: str, where: float) -> str:
    """Return the text with two letters swapped or one doubled.

    Args:
        text: A text of any length; shorter than four letters it stays as it is.
        where: A number in 0–1 that picks place and kind of the error.
    """
    place = 1 + int(where * (len(text) - 2)) if len(text) > 3 else 0  # noqa: PLR2004
    if not place:
        return text
    first, second = text[place], text[(place + 1) % len(text)]
    if first == second or place + 1 == len(text):
        return text[:place] + first + text[place:]
    return text[:place] + second + first + text[place + 2 :]


def days(values: Floats | Ints) -> NDArray[np.timedelta64]:
    """Return days as a duration in seconds."""
    return np.round(np.asarray(values) * 86_400).astype("timedelta64[s]")
