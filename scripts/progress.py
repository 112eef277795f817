"""What a long command shows: one line per step, a bar while it runs on a terminal."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)

_LABEL = 22
_NOTE = 40


class Reporter:
    """Shows the steps of a command.

    On a terminal a running step is a bar; elsewhere only its finished line is
    written, so that a log holds one plain line per step.
    """

    def __init__(self, console: Console) -> None:
        """Show on this console."""
        self._console = console
        self._progress: Progress | None = None
        self._note = ""

    @contextmanager
    def step(self, label: str) -> Iterator[None]:
        """Show a step while it runs, then its note and seconds."""
        self._note = ""
        started = time.monotonic()
        with Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[node]}", style="dim"),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        ) as self._progress:
            self._progress.add_task(label.ljust(_LABEL), total=None, node="")
            yield
        self._progress = None
        seconds = f"{time.monotonic() - started:.1f} s"
        self.line(f"{label:<{_LABEL}}{self._note:<{_NOTE}}{seconds:>8}")

    def advance(self, node: str, total: int | None = None) -> None:
        """Count one finished node of the running step; of how many may be unknown."""
        if self._progress is not None:
            task = self._progress.task_ids[0]
            self._progress.update(task, advance=1, total=total, node=node)

    def note(self, text: str) -> None:
        """Say what the running step did."""
        self._note = text

    def warn(self, text: str) -> None:
        """Show a warning above the running step."""
        self._console.print(f"Warning: {text}", style="yellow")

    def line(self, text: str = "") -> None:
        """Show a line."""
        self._console.print(text)
