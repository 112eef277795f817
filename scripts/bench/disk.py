"""Disk: how much a folder takes, how much a size will need, who works in a folder."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.bench.job import Job
from scripts.command import CommandError

# Raw files, database, publication, and what is written meanwhile.
_BYTES_PER_CUSTOMER = 30_000
_LEAST_BYTES = 200_000_000


def size(place: Path) -> int:
    """Return the bytes of a file, or of all files in a folder."""
    place = place.resolve()
    files = [place] if place.is_file() else place.rglob("*")
    return sum(file.stat().st_size for file in files if file.is_file())


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder for this process; the lock ends with it, however it ends.

    Raises:
        CommandError: When another process holds it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CommandError(
                f"Another bench works in {folder}: wait for it, or name another place"
                " by IDIC_DATABASE."
            ) from error
        yield


def check_disk(job: Job) -> None:
    """Refuse a size that the disk cannot hold.

    Raises:
        CommandError: With what it needs and what there is.
    """
    needed = max(_LEAST_BYTES, job.customers * _BYTES_PER_CUSTOMER)
    place = next(folder for folder in job.folder.parents if folder.exists())
    free = shutil.disk_usage(place).free
    if free < needed:
        raise CommandError(
            f"{job.customers:,} customers need about {needed / 1e9:.1f} GB of disk,"
            f" {place} has {free / 1e9:.1f} GB free: name a smaller size, or another"
            " place by IDIC_DATABASE."
        )
