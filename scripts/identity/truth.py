"""Labelled contacts: who each of them really is."""

from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from scripts.command import CommandError

COLUMNS = ("source_system", "contact_id", "person_id")
FILES = ("truth.parquet", "contacts.parquet")


def read_truth(place: Path) -> dict[str, str]:
    """Return the person of each labelled contact by its public id.

    Args:
        place: A parquet file with source_system, contact_id and person_id, or a
            folder with such a file (the simulator's truth is one).

    Raises:
        CommandError: When there is no such file, or a column is missing.
    """
    file = _file(place)
    missing = [name for name in COLUMNS if name not in pq.read_schema(file).names]
    if missing:
        raise CommandError(
            f"{file} has no column {missing[0]}: labels need {', '.join(COLUMNS)}."
        )
    with duckdb.connect() as connection:
        rows = connection.execute(
            "select source_system || ':' || contact_id, cast(person_id as varchar)"
            " from read_parquet(?) where person_id is not null",
            [str(file)],
        ).fetchall()
    return dict(rows)


def _file(place: Path) -> Path:
    if place.is_file():
        return place
    for name in FILES:
        if (place / name).is_file():
            return place / name
    raise CommandError(
        f"{place} holds no labels: name a parquet file, or a folder with"
        f" {' or '.join(FILES)}."
    )
