"""Tables and numbers in markdown; what is unknown is empty."""

from collections.abc import Sequence

_UNITS = ("B", "kB", "MB", "GB", "TB")
_STEP = 1000


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], texts: int = 1) -> str:
    """Return a table.

    Args:
        columns: The heads.
        rows: The cells; a row may be shorter than the heads.
        texts: How many columns, from the left, are texts; the rest stand to the right.
    """
    rules = ["---"] * texts + ["---:"] * (len(columns) - texts)
    lines = [columns, rules]
    lines += [[*row, *[""] * (len(columns) - len(row))] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value: float | None, digits: int = 1) -> str:
    """Return a number with some digits after the point."""
    return "" if value is None else f"{value:,.{digits}f}"


def count(value: float | None) -> str:
    """Return a whole number."""
    return "" if value is None else f"{value:,.0f}"


def times(value: float | None) -> str:
    """Return a factor, as `2.5 ×`; below one with two digits."""
    return "" if value is None else f"{value:,.{1 if value >= 1 else 2}f} ×"


def share(value: float, whole: float) -> str:
    """Return a share in per cent."""
    return f"{value / whole:.0%}" if whole else ""


def bytes_text(value: float | None) -> str:
    """Return bytes in the largest unit of which there is one (1 kB = 1000 B)."""
    if value is None:
        return ""
    unit = 0
    while value >= _STEP and unit < len(_UNITS) - 1:
        value /= _STEP
        unit += 1
    return f"{value:.1f} {_UNITS[unit]}" if unit else f"{value:.0f} B"
