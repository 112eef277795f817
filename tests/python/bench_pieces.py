"""Pieces for tests of the bench: quick, broken, endless; workers import them."""

import os
import time

from scripts.bench.job import Finding, Job, Part, Tell
from scripts.bench.meter import Meter


def _ran(job: Job, name: str) -> None:
    """Note that a piece was begun, with its process."""
    with (job.folder.parent / f"{name}.begun").open("a") as file:
        file.write(f"{os.getpid()}\n")


def first(job: Job, meter: Meter, tell: Tell) -> Finding:
    """Write a raw folder, as the simulator does."""
    _ran(job, "first")
    tell("raw")
    job.settings.raw.mkdir(exist_ok=True)
    return Finding([Part("raw", "work", meter.lap(), rows=3)], {"bytes": 7})


def second(job: Job, meter: Meter, _tell: Tell) -> Finding:
    """End at once, or do what the file `second` beside the sizes says."""
    _ran(job, "second")
    told = job.folder.parent / "second"
    act = told.read_text() if told.exists() else ""
    if act == "fail":
        raise ValueError("what went wrong")
    if act == "die":
        print("last words", flush=True)  # noqa: T201 - goes to its log
        os._exit(3)
    if act == "hang":
        time.sleep(60)
    return Finding([Part("second", "work", meter.lap())], {})
