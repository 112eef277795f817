"""Random damages to a company's raw files, seeded: cells, rows, columns, files.

A delivery is a clean company with a number of damages done to it, written as CSV. What
the damages are is noted down, so that they can be counted.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from tests.python.clean_company import Company, Row, clean_company
from tests.python.contract_reader.contract import Column, Table, contract

_NUMBERS = (
    *("", "five", "12.5.0", "1_000", "--5", "NaN", "inf", "0x10", "#REF!", "12 pieces"),
    *("0", "-5", "00012.50", "9" * 20, "9" * 400, "🦆", "12-50", "1 000"),
    "0.5",
)
_SMALL_NUMBERS = ("0.00000000001", "1.0004")
_HUGE_NUMBERS = ("10000000", "-10000000", "2000000000", "-99999999999999")
_NUMBER_FORMS = ("12,50", "1.234,50", "1,234.50", "1,234", "1.234", "12.50", "12,5,0")
_DATES = (
    *(
        "",
        "soon",
        "2024-02-30",
        "0000-00-00",
        "31 Dec 2024",
        "epoch",
        "infinity",
        "45292",
        "now",
        "2024-13-01",
    ),
    *("2024-05-01T10:00:00Z", "2024-05-01 10:00:00+02:00", "2024-05-01", "🦆"),
    *("2024-05-01 23:59:59.999999", "2024-05-01T23:30:00-05:30"),
)
_DATE_FORMS = (
    *("2024/12/31", "2024.12.31", "20241231", "31/12/2024", "31.12.2024", "05/06/2024"),
    *("05-06-2024", "05.06.2024", "31/12/2024 10:00:00", "12/31/2024", "32/13/2024"),
)
_UNBELIEVED_DATES = ("1900-01-01", "9999-12-30", "2150-06-01", "1969-12-31")
_TRUTHS = ("", "maybe", "YES", "0", "2", "t", "🦆")
_TEXTS = (
    *("", "   ", "null", "007", "'; drop table orders; --", "🦆", "名前", " padded "),
    *('say "ah"', '"', "a,b;c|d", "two\nlines", "#1", "-", "%s {{ x }}", "x" * 50_000),
)
_CONTROLS = ("a\x01b", "a\tb", "a\nb", "a\x1fb", "a\x7fb")
_BROKEN = ("too few", "too many", "after a quote")

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)( .*)?")
_DECIMAL = re.compile(r"-?\d+\.\d+")


@dataclass
class Part:
    """A file of a table: its rows and how they are written."""

    rows: list[Row]
    columns: list[str]
    headers: dict[str, str]
    delimiter: str = ","
    encoding: str = "utf-8"
    date_form: str = "{0}-{1}-{2}"
    decimal_sign: str = "."
    escapes_by_backslash: bool = False
    broken: list[str] = field(default_factory=list)


@dataclass
class Delivery:
    """A damaged company.

    Attributes:
        parts: Table → its files.
        damages: What was done, one text each.
    """

    parts: Mapping[str, list[Part]]
    damages: list[str]

    def write(self, raw: Path, random: Random) -> None:
        """Write it as CSV files."""
        for table, parts in self.parts.items():
            (raw / table).mkdir(parents=True)
            for number, part in enumerate(parts):
                content = _content(part, contract()[table], random)
                (raw / table / f"part{number}.csv").write_bytes(content)


def damaged_delivery(random: Random, count: int) -> Delivery:
    """Do damages to a clean company.

    Args:
        random: Source of all choices.
        count: How many damages to cells and rows; those to columns and files come on
            top of them.
    """
    company = clean_company(random)
    damages = [_damage(random, company) for _ in range(count)]
    parts = {}
    for table, rows in company.items():
        random.shuffle(rows)
        parts[table] = _split(random, rows)
        if len(parts[table]) > 1:
            damages.append(f"{table}: split into {len(parts[table])} files")
        for part in parts[table]:
            chosen = random.sample(_PART_DAMAGES, random.choice((0, 1, 2)))
            damages += [damage(random, part, contract()[table]) for damage in chosen]
    return Delivery(parts, damages)


def _damage(random: Random, company: Company) -> str:
    table = random.choice([*company, "orders", "order_lines", "contacts", "returns"])
    damages = [*[_cell] * 6, _delete, _double, _redeliver]
    return f"{table}: {random.choice(damages)(random, table, company[table])}"


def _cell(random: Random, table: str, rows: list[Row]) -> str:
    row = random.choice(rows)
    judged = [column.name for column in contract()[table].columns if _decides(column)]
    name = random.choice([*row, *judged * 8])
    menu = _menu(contract()[table].column(name))
    row[name] = random.choice([text for text in menu if text != row.get(name, "")])
    return f"{name} becomes {row[name][:30]!r}"


def _decides(column: Column) -> bool:
    """Say whether the verdict on a record hangs on the column more than on others."""
    named = column.name in {"recorded_at", "quantity", "unit_price", "currency_code"}
    return named or column.is_required


def _menu(column: Column) -> Sequence[str]:
    if column.is_number:
        return (*_NUMBERS, *_HUGE_NUMBERS * 6, *_SMALL_NUMBERS, *_NUMBER_FORMS)
    if column.is_date:
        return (*_DATES, *_UNBELIEVED_DATES * 2, *_DATE_FORMS)
    if column.data_type == "boolean":
        return _TRUTHS
    if not column.is_key:
        return _TEXTS
    return (*(text for text in _TEXTS if "\n" not in text), *_CONTROLS)


def _delete(random: Random, _: str, rows: list[Row]) -> str:
    rows.pop(random.randrange(len(rows)))
    return "a row deleted"


def _double(random: Random, _: str, rows: list[Row]) -> str:
    rows.append(dict(random.choice(rows)))
    return "a row doubled"


def _redeliver(random: Random, table: str, rows: list[Row]) -> str:
    """Deliver a version that was seen some days earlier or later, or at once."""
    row = random.choice(rows)
    stand_ins = contract()[table].recorded_at_from
    seen = [row.get(name, "") for name in ("recorded_at", *stand_ins)]
    try:
        start = datetime.fromisoformat(next(filter(None, seen), "2024-03-01"))
    except ValueError:
        start = datetime(2024, 3, 1)  # noqa: DTZ001
    # A year that is not believed stays out of the versions.
    start = start.replace(year=2024, tzinfo=None)
    days = random.choice((-40, -1, 0, 1, 40))
    version = {**row, "recorded_at": str(start + timedelta(days=days))}
    texts = [
        name for name in row if contract()[table].column(name).data_type == "string"
    ]
    changed = random.choice(texts)
    if not contract()[table].column(changed).is_key and changed != "source_system":
        version[changed] = random.choice(("one", "two"))
    rows.append(version)
    return f"a row delivered again, {days} days on"


def _split(random: Random, rows: list[Row]) -> list[Part]:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    if "recorded_at" not in columns:
        columns.append("recorded_at")
    count = random.choice((1, 1, 2, 3))
    return [
        Part(rows[start::count], list(columns), {name: name for name in columns})
        for start in range(count)
    ]


def _reorder(random: Random, part: Part, _: Table) -> str:
    random.shuffle(part.columns)
    return "columns in another order"


def _rename_case(random: Random, part: Part, _: Table) -> str:
    change: Callable[[str], str] = random.choice((str.upper, str.title, " {} ".format))
    part.headers = {name: change(name) for name in part.columns}
    return "headers written otherwise"


def _drop(random: Random, part: Part, table: Table) -> str:
    optional = [
        column.name
        for column in table.columns
        if not column.is_required and column.name not in table.required_one_of
    ]
    dropped = random.choice([name for name in optional if name in part.columns])
    part.columns.remove(dropped)
    return f"column {dropped} dropped"


def _add_unknown(random: Random, part: Part, _: Table) -> str:
    part.columns.insert(random.randrange(len(part.columns)), "colour")
    part.headers["colour"] = "colour"
    for row in part.rows:
        row["colour"] = random.choice(_TEXTS[:-1])
    return "an unknown column"


def _mark_order(_: Random, part: Part, __: Table) -> str:
    part.encoding = "utf-8-sig"
    return "a byte order mark"


def _encode(random: Random, part: Part, _: Table) -> str:
    part.encoding = random.choice(("latin-1", "utf-16", "utf-16-le"))
    return f"encoded as {part.encoding}"


def _delimit(random: Random, part: Part, _: Table) -> str:
    part.delimiter = random.choice(";\t|")
    part.decimal_sign = random.choice(".,")
    return f"delimited by {part.delimiter!r}, decimal sign {part.decimal_sign}"


def _write_dates(random: Random, part: Part, _: Table) -> str:
    forms = ("{2}/{1}/{0}", "{1}/{2}/{0}", "{2}.{1}.{0}", "{2}-{1}-{0}", "{0}/{1}/{2}")
    part.date_form = random.choice(forms)
    return f"dates as {part.date_form}"


def _escape(_: Random, part: Part, __: Table) -> str:
    part.escapes_by_backslash = True
    return "quotes escaped by a backslash"


def _break_lines(random: Random, part: Part, _: Table) -> str:
    part.broken = random.choices(_BROKEN, k=3)
    return f"lines broken: {', '.join(part.broken)}"


_PART_DAMAGES: list[Callable[[Random, Part, Table], str]] = [
    *(_reorder, _rename_case, _drop, _add_unknown, _mark_order),
    *(_encode, _delimit, _write_dates, _escape, _break_lines),
]


def _content(part: Part, table: Table, random: Random) -> bytes:
    lines = [_line(part, [part.headers[name] for name in part.columns])]
    lines += [
        _line(
            part,
            [_written(row.get(name, ""), name, part, table) for name in part.columns],
        )
        for row in part.rows
    ]
    for kind in part.broken:
        lines.insert(random.randrange(1, len(lines) + 1), _broken_line(part, kind))
    text = "".join(lines)
    encoding = part.encoding
    if encoding == "latin-1":
        text = text.encode("latin-1", errors="ignore").decode("latin-1")
    if encoding.startswith("utf-16"):
        # The engine reads the first plane alone, and a message says so of a file.
        text = "".join(character for character in text if character <= "\uffff")
    return text.encode(encoding)


def _line(part: Part, cells: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(
        written,
        delimiter=part.delimiter,
        doublequote=not part.escapes_by_backslash,
        escapechar="\\" if part.escapes_by_backslash else None,
        quoting=csv.QUOTE_ALL if part.escapes_by_backslash else csv.QUOTE_MINIMAL,
        lineterminator="\n",
    ).writerow(cells)
    return written.getvalue()


def _broken_line(part: Part, kind: str) -> str:
    cells = ["b"] * len(part.columns)
    if kind == "after a quote":
        return part.delimiter.join(['"b"b', *cells[1:]]) + "\n"
    return part.delimiter.join(cells[1:] if kind == "too few" else [*cells, "b"]) + "\n"


def _written(text: str, name: str, part: Part, table: Table) -> str:
    """Write a clean value in the form of its file."""
    if name == "colour":
        return text
    column = table.column(name)
    if column.is_number and _DECIMAL.fullmatch(text):
        return text.replace(".", part.decimal_sign)
    if column.is_date and (found := _ISO.fullmatch(text)):
        return part.date_form.format(*found.groups()[:3]) + (found[4] or "")
    return text
