"""A process for each piece: fresh memory, its own log, an end when the bench ends."""

import os
import sys
import threading
from dataclasses import dataclass
from multiprocessing import connection, get_context, parent_process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from scripts.bench.job import Job, Run, Tell
from scripts.bench.meter import Meter
from scripts.command import CommandError

_TAIL_LINES = 5
_ORPHANED = 1


class PieceError(CommandError):
    """A piece that did not come to its end, with the reason."""


@dataclass(frozen=True)
class Progress:
    """What a piece is at."""

    name: str


def measure(
    name: str, run: Run, job: Job, tell: Tell = lambda _: None
) -> dict[str, Any]:
    """Run a piece in a new process; return what it used and found.

    Args:
        name: Its name; its log is `<name>.log` in the folder of the job.
        run: A function that the new process can import.
        job: What it is told.
        tell: Called with its progress.

    Raises:
        PieceError: When it failed, or was killed.
    """
    log = job.folder / f"{name}.log"
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(theirs, run, job, log))
    process.start()
    theirs.close()
    try:
        answer = _last_answer(ours, tell)
    except BaseException:
        process.terminate()
        raise
    finally:
        process.join()
        ours.close()
    if isinstance(answer, dict):
        return answer
    if answer is None:
        answer = _death(process.exitcode, log)
    raise PieceError(f"{name} of {job.customers:,} customers: {answer}")


def _last_answer(pipe: Connection, tell: Tell) -> dict[str, Any] | str | None:
    """Pass progress on until the result (or the error) comes; none: it died."""
    while True:
        try:
            answer = pipe.recv()
        except EOFError:
            return None
        if isinstance(answer, Progress):
            tell(answer.name)
        else:
            return answer  # type: ignore[no-any-return]


def _death(code: int | None, log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    said = "".join(f"\n    {line}" for line in lines[-_TAIL_LINES:])
    hint = " Was there memory enough?" if code is not None and code < 0 else ""
    return f"its process ended with code {code}.{hint} Its last words ({log}):{said}"


def _serve(pipe: Connection, run: Run, job: Job, log: Path) -> None:
    """Do the piece in this process and send what it found, or why it did not."""
    _end_with_parent()
    with log.open("w") as file:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
            os.dup2(file.fileno(), stream.fileno())
    _set_environment(job)
    try:
        pipe.send(_measured(run, job, lambda name: pipe.send(Progress(name))))
    except KeyboardInterrupt:
        os._exit(_ORPHANED)
    except Exception as error:
        pipe.send(f"{type(error).__name__}: {error} (its log: {log})")


def _measured(run: Run, job: Job, tell: Tell) -> dict[str, Any]:
    meter = Meter()
    finding = run(job, meter, tell)
    return {
        **meter.total().as_json(),
        "parts": [part.as_json() for part in finding.parts],
        "facts": finding.facts,
    }


def _set_environment(job: Job) -> None:
    """Leave no setting of the user but the number of threads."""
    for name in [name for name in os.environ if name.startswith("IDIC_")]:
        del os.environ[name]
    os.environ["IDIC_THREADS"] = str(job.threads)


def _end_with_parent() -> None:
    """End this process when the bench is killed, so that no file stays locked."""
    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        connection.wait([parent.sentinel])
        os._exit(_ORPHANED)

    threading.Thread(target=wait, daemon=True).start()
