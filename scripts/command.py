"""What every command shares: errors a user can act on, exit codes, consoles."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import typer
from rich.console import Console

FAILED = 1
INTERRUPTED = 130


class CommandError(Exception):
    """An error whose text is all that the user needs: what is wrong, what to do."""


def output() -> Console:
    """Return the console for results (standard output, text as it is)."""
    return Console(markup=False, emoji=False, highlight=False, soft_wrap=True)


def messages() -> Console:
    """Return the console for what is not a result (standard error)."""
    return Console(
        stderr=True, markup=False, emoji=False, highlight=False, soft_wrap=True
    )


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn errors into one message on standard error and an exit code.

    Raises:
        typer.Exit: With code 1 after an error, 130 after Ctrl-C.
    """
    errors = messages()
    try:
        yield
    except (CommandError, duckdb.Error, OSError) as error:
        errors.print(f"Error: {error}", style="red")
        raise typer.Exit(FAILED) from error
    except KeyboardInterrupt as interrupt:
        errors.print("Stopped. What readers see is unchanged.", style="yellow")
        raise typer.Exit(INTERRUPTED) from interrupt
