"""What a process used: seconds, processor, memory, bytes.

Where the numbers come from, and what they do not see:

* `seconds` is the wall clock, `cpu_seconds` the user and system time of all threads
  of this process.
* `peak_memory_bytes` is the high-water mark of the resident memory *while it was
  measured*: on Linux the mark is put back at the start of each lap
  (`/proc/self/clear_refs`), so a lap shows the whole process in that time, what
  earlier laps left in the engine's cache included. Elsewhere only the mark of the
  whole process is known, and laps have none.
* `read_bytes` and `written_bytes` are what was asked of the operating system
  (`rchar`, `wchar` of `/proc/self/io`), whether its file cache served it or a disk:
  equal work gives equal numbers. What the engine puts off (a checkpoint) lands on the
  lap that triggers it. They hold the few bytes of pipes and do not see
  pages that are mapped into memory. Null where there is no such file (macOS).
* Processes that ended before (the worker of Great Expectations) are in the total of a
  piece alone (`total`), as a lap cannot know when they worked. Of several only the
  largest counts for memory. A process that is still running (the Java machine of
  Spark) is not seen.
"""

import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_PEAK = Path("/proc/self/clear_refs")
_STATUS = Path("/proc/self/status")
_IO = Path("/proc/self/io")
# man proc, clear_refs: 5 puts the peak of the resident memory back.
_RESET_PEAK = "5"
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Measure:
    """What a piece of work used; null: this machine does not tell."""

    seconds: float
    cpu_seconds: float
    peak_memory_bytes: int | None
    read_bytes: int | None
    written_bytes: int | None

    def as_json(self) -> dict[str, Any]:
        """Return the measure with names as in the results file."""
        return asdict(self)


def total(measures: Sequence[Measure]) -> Measure:
    """Return measures that came one after the other as one."""
    return Measure(
        seconds=sum(measure.seconds for measure in measures),
        cpu_seconds=sum(measure.cpu_seconds for measure in measures),
        peak_memory_bytes=_known(max, [part.peak_memory_bytes for part in measures]),
        read_bytes=_known(sum, [measure.read_bytes for measure in measures]),
        written_bytes=_known(sum, [measure.written_bytes for measure in measures]),
    )


@dataclass(frozen=True)
class _Counters:
    """Counters of the process that only grow."""

    seconds: float
    cpu_seconds: float
    read_bytes: int | None
    written_bytes: int | None


class Meter:
    """Measures this process lap by lap."""

    def __init__(self) -> None:
        """Start the first lap."""
        self._start = self._lap_start = _counters()
        self._peaks: list[int] = []
        _reset_peak()

    def lap(self) -> Measure:
        """Return what was used since the last lap, and start the next."""
        now = _counters()
        peak = _peak()
        if peak is not None:
            self._peaks.append(peak)
        measure = _between(self._lap_start, now, peak)
        _reset_peak()
        self._lap_start = _counters()
        return measure

    def total(self) -> Measure:
        """Return what was used since the meter was made, with ended processes."""
        now = _counters()
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        peak = max([_peak() or _max_rss(resource.RUSAGE_SELF), *self._peaks])
        used = _between(self._start, now, peak + _max_rss(resource.RUSAGE_CHILDREN))
        cpu = used.cpu_seconds + children.ru_utime + children.ru_stime
        return Measure(
            used.seconds,
            cpu,
            used.peak_memory_bytes,
            used.read_bytes,
            used.written_bytes,
        )


def _between(before: _Counters, after: _Counters, peak: int | None) -> Measure:
    return Measure(
        seconds=after.seconds - before.seconds,
        cpu_seconds=after.cpu_seconds - before.cpu_seconds,
        peak_memory_bytes=peak,
        read_bytes=_difference(after.read_bytes, before.read_bytes),
        written_bytes=_difference(after.written_bytes, before.written_bytes),
    )


def _known(
    combine: Callable[[list[int]], int], values: Sequence[int | None]
) -> int | None:
    """Combine numbers; none when there are none or one is unknown."""
    known = [value for value in values if value is not None]
    return combine(known) if known and len(known) == len(values) else None


def _difference(after: int | None, before: int | None) -> int | None:
    return None if after is None or before is None else after - before


def _counters() -> _Counters:
    used = resource.getrusage(resource.RUSAGE_SELF)
    io = _fields(_IO)
    return _Counters(
        seconds=time.monotonic(),
        cpu_seconds=used.ru_utime + used.ru_stime,
        read_bytes=io.get("rchar"),
        written_bytes=io.get("wchar"),
    )


def _peak() -> int | None:
    """Return the high-water mark of the resident memory; none where it is hidden."""
    kilobytes = _fields(_STATUS).get("VmHWM")
    return None if kilobytes is None else kilobytes * 1024


def _max_rss(who: int) -> int:
    return resource.getrusage(who).ru_maxrss * _MAXRSS_UNIT


def _reset_peak() -> None:
    try:
        _PEAK.write_text(_RESET_PEAK)
    except OSError:  # Not Linux, or a container that forbids it: peaks only grow.
        return


def _fields(file: Path) -> dict[str, int]:
    """Return the numbers of a file of `name: number` lines; empty when absent."""
    try:
        lines = file.read_text().splitlines()
    except OSError:
        return {}
    fields = {}
    for line in lines:
        name, _, value = line.partition(":")
        number = value.split()
        if number and number[0].isdecimal():
            fields[name] = int(number[0])
    return fields
