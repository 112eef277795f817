"""CSV files as records of texts: encoding, delimiter, quotes, broken lines."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.python.contract_reader.forms import Record

_DELIMITERS = ",;\t|"
_QUOTE = '"'


class ContractError(Exception):
    """A file that stops the build; the message names it."""


@dataclass(frozen=True)
class RawFile:
    """A file of a table.

    Attributes:
        records: Column, lower case → its text, trimmed; an empty text is None.
        broken: Place of each broken line, `<path>:<line number>`.
    """

    records: list[Record]
    broken: list[str]


def table_files(raw: Path, table: str) -> list[Path]:
    """Return the CSV files of a table, by name."""
    return sorted([*raw.glob(f"{table}.csv"), *raw.glob(f"{table}/**/*.csv")])


def read_file(file: Path, raw: Path) -> RawFile:
    """Read one file whole."""
    place = file.relative_to(raw).as_posix()
    lines = _lines(_decoded(file.read_bytes()))
    delimiter = ""
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        delimiter, lines[0] = lines[0].strip()[-1], ""
    first = 1 if delimiter else 0
    delimiter = delimiter or max(_DELIMITERS, key=lines[0].count)
    escape = "\\" if any('\\"' in line for line in lines) else None
    logical = _logical_lines(lines, first, place, escape)
    _, header = next(logical)
    names = [name.strip().lower() for name in _cells(header, delimiter, escape) or []]
    records: list[Record] = []
    broken = []
    for number, line in logical:
        cells = _cells(line, delimiter, escape)
        if cells is None or len(cells) != len(names):
            broken.append(f"{place}:{number}")
        else:
            texts = [cell.strip(" ") or None for cell in cells]
            records.append(dict(zip(names, texts, strict=True)))
    return RawFile(records, broken)


def _decoded(content: bytes) -> str:
    if content.startswith(b"\xff\xfe"):
        return content[2:].decode("utf-16-le")
    if b"\x00" in content[1:200:2]:
        return content.decode("utf-16-le")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _lines(text: str) -> list[str]:
    """Split at line ends only, which str.splitlines does not."""
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n")


def _logical_lines(
    lines: list[str], first: int, place: str, escape: str | None
) -> Iterator[tuple[int, str]]:
    """Join the lines of a quoted text; yield the number of the first and the whole."""
    number = first
    while number < len(lines):
        start, line = number, lines[number]
        while _open_quotes(line, escape):
            number += 1
            if number == len(lines):
                message = f"{place}:{start + 1}: a quote is never closed"
                raise ContractError(message)
            line += "\n" + lines[number]
        number += 1
        yield start + 1, line


def _open_quotes(line: str, escape: str | None) -> bool:
    bare = line.replace(escape + _QUOTE, "") if escape else line
    return bare.count(_QUOTE) % 2 == 1


def _cells(line: str, delimiter: str, escape: str | None) -> list[str] | None:
    """Return the cells of a line; None when text follows a closing quote."""
    if escape and not _closes_at_ends(line, delimiter):
        return None
    reader = csv.reader(
        [line],
        delimiter=delimiter,
        escapechar=escape,
        doublequote=escape is None,
        strict=True,
    )
    try:
        (cells,) = list(reader)
    except csv.Error:
        return None
    return cells


def _closes_at_ends(line: str, delimiter: str) -> bool:
    """Say whether quotes close at the end of cells; csv cannot, with an escape."""
    end = re.escape(delimiter)
    cell = rf'("(?:[^"\\]|\\.)*"|(?!")[^{end}]*)'
    return bool(re.fullmatch(rf"{cell}(?:{end}{cell})*", line, re.DOTALL))
