"""How one file writes numbers and dates: read off all of its values."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from tests.python.contract_reader.contract import Column, Table

Record = Mapping[str, str | None]

_COMMA_DECIMAL = re.compile(r"[+-]?(\d+,\d+|\d{1,3}(\.\d{3})+,\d+)")
_DOT_DECIMAL = re.compile(r"[+-]?(\d+\.\d+|\d{1,3}(,\d{3})+\.\d+)")
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
_COMMA_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_DOT_THOUSANDS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)

_BIGINT_END = 2**63

_TIME = r"(?:[ T]+(?P<time>\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?P<zone>.*))?"
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})" + _TIME, re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})" + _TIME, re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})" + _TIME, re.ASCII)
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})?", re.ASCII)


@dataclass(frozen=True)
class Evidence:
    """What the values of one or more files show of their form; counts of values."""

    comma: int = 0
    dot: int = 0
    thousands_commas: int = 0
    day_first: int = 0
    month_first: int = 0
    either: int = 0
    slashed: int = 0

    def __add__(self, other: "Evidence") -> "Evidence":
        """Return what both show together."""
        return Evidence(
            self.comma + other.comma,
            self.dot + other.dot,
            self.thousands_commas + other.thousands_commas,
            self.day_first + other.day_first,
            self.month_first + other.month_first,
            self.either + other.either,
            self.slashed + other.slashed,
        )


@dataclass(frozen=True)
class Form:
    """How a file writes.

    Attributes:
        has_comma: Is the comma the decimal sign.
        groups_by_comma: May commas stand between thousands.
        is_day_first: Does the day come before the month; None when nothing says so.
    """

    has_comma: bool = False
    groups_by_comma: bool = False
    is_day_first: bool | None = None


def evidence(table: Table, records: Iterable[Record]) -> Evidence:
    """Count what the values of a file show."""
    shown = Evidence()
    for record in records:
        for column in table.columns:
            text = record.get(column.name)
            if text is not None and column.is_number:
                shown += _number_evidence(text)
            if text is not None and column.is_date:
                shown += _date_evidence(text)
    return shown


def _number_evidence(text: str) -> Evidence:
    if _AMBIGUOUS.fullmatch(text):
        return Evidence(either="," in text)
    dot = bool(_DOT_DECIMAL.fullmatch(text))
    return Evidence(
        comma=bool(_COMMA_DECIMAL.fullmatch(text)),
        dot=dot,
        thousands_commas=dot and "," in text,
    )


def _date_evidence(text: str) -> Evidence:
    found = _YEAR_LAST.fullmatch(text)
    if not found or found[2] == ".":
        return Evidence()
    first, second = int(found[1]), int(found[3])
    return Evidence(
        day_first=12 < first <= 31 and 0 < second <= 12,
        month_first=0 < first <= 12 < second <= 31,
        slashed=1,
    )


def form(own: Evidence, of_table: Evidence) -> Form:
    """Decide the form of a file; what it does not show, the table's files decide."""
    numbers = own if own.comma or own.dot else of_table
    has_comma = numbers.comma > numbers.dot and numbers.comma >= numbers.either
    dates = own if own.day_first != own.month_first else of_table
    is_day_first = None
    shown = max(dates.day_first, dates.month_first)
    if dates.day_first != dates.month_first and 10 * shown >= dates.slashed:
        is_day_first = dates.day_first > dates.month_first
    return Form(
        has_comma=has_comma,
        groups_by_comma=not has_comma and numbers.thousands_commas > 0,
        is_day_first=is_day_first,
    )


def read_number(text: str, column: Column, written: Form) -> Decimal | None:
    """Read a number in the form of its file; None when it cannot be read."""
    value = _number(text, written)
    if value is None:
        return None
    if column.data_type == "bigint":
        is_whole = value == value.to_integral_value()
        return value if is_whole and abs(value) < _BIGINT_END else None
    precision, scale = re.findall(r"\d+", column.data_type)
    if abs(value) >= Decimal(10) ** int(precision):
        return None
    rounded = value.quantize(Decimal(1).scaleb(-int(scale)), ROUND_HALF_UP)
    return rounded if abs(rounded) < 10 ** (int(precision) - int(scale)) else None


def _number(text: str, written: Form) -> Decimal | None:
    if written.has_comma and _DOT_THOUSANDS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif written.has_comma:
        text = text.replace(",", ".")
    elif written.groups_by_comma and _COMMA_THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    return Decimal(text) if _PLAIN.fullmatch(text) else None


def read_date(text: str, written: Form) -> date | None:
    """Read the day of a date; the time that may follow does not shift it."""
    moment = _moment(text, written, shifts=False)
    return moment.date() if moment else None


def read_timestamp(text: str, written: Form) -> datetime | None:
    """Read a UTC timestamp; an offset is applied."""
    return _moment(text, written, shifts=True)


def _moment(text: str, written: Form, *, shifts: bool) -> datetime | None:
    parts = _parts(text, written)
    if parts is None:
        return None
    found, (year, month, day) = parts
    offset = _offset(found["zone"] or "")
    if offset is None:
        return None
    hours, minutes, seconds = [*(found["time"] or "0:0").split(":"), "0"][:3]
    try:
        moment = datetime(year, month, day, int(hours), int(minutes))  # noqa: DTZ001
        moment += timedelta(microseconds=int(Decimal(seconds) * 1_000_000))
    except ValueError:
        return None
    return moment - offset if shifts else moment


def _parts(text: str, written: Form) -> tuple[re.Match[str], tuple[int, ...]] | None:
    """Return the match and year, month, day."""
    if found := _YEAR_FIRST.fullmatch(text):
        return found, (int(found[1]), int(found[3]), int(found[4]))
    if found := _COMPACT.fullmatch(text):
        return found, (int(found[1]), int(found[2]), int(found[3]))
    if not (found := _YEAR_LAST.fullmatch(text)):
        return None
    is_day_first = True if found[2] == "." else written.is_day_first
    if is_day_first is None:
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    return found, (year, second, first) if is_day_first else (year, first, second)


def _offset(zone: str) -> timedelta | None:
    if zone.strip() in {"", "Z", "UTC"}:
        return timedelta()
    if not (found := _OFFSET.fullmatch(zone)):
        return None
    size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return -size if found[1] == "-" else size
