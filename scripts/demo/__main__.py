"""Command line: ``python -m scripts.demo --raw raw --customers 2000 --seed 1``."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from scripts.demo.company import found_company
from scripts.demo.knobs import KnobError, parse_knobs
from scripts.demo.output import OutputError, check_folders, replaced
from scripts.demo.period import Period
from scripts.demo.simulate import simulate

MOST_CUSTOMERS = 50_000_000
SHORTEST_DAYS = 30

app = typer.Typer(add_completion=False)


@app.command()
def demo(
    raw: Annotated[Path, typer.Option(help="Folder of the raw files.")] = Path("raw"),
    customers: Annotated[
        int, typer.Option(min=1, max=MOST_CUSTOMERS, help="Persons to simulate.")
    ] = 2000,
    seed: Annotated[int, typer.Option(min=0, help="Seed of all randomness.")] = 1,
    truth: Annotated[
        Path | None,
        typer.Option(help="Folder of the truth; default beside raw: <raw>_truth."),
    ] = None,
    start: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="First simulated day.")
    ] = datetime(2024, 1, 1),  # noqa: DTZ001 - a day
    end: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="Last simulated day.")
    ] = datetime(2026, 6, 30),  # noqa: DTZ001 - a day
    knob: Annotated[
        list[str] | None,
        typer.Option(help="A setting as name=value; may be repeated."),
    ] = None,
) -> None:
    """Simulate a company into raw files, with the truth beside them."""
    console = Console(stderr=True)
    raw = Path(raw.absolute())
    truth = truth or raw.with_name(f"{raw.name}_truth")
    try:
        knobs = parse_knobs(knob or [])
        check_folders(raw, truth)
    except (KnobError, OutputError) as error:
        console.print(f"[red]error:[/] {error}", soft_wrap=True, highlight=False)
        raise typer.Exit(2) from error
    period = Period(start.date(), end.date(), knobs.seasonality)
    if period.length < SHORTEST_DAYS:
        console.print(
            f"[red]error:[/] --end must be {SHORTEST_DAYS} days after --start"
        )
        raise typer.Exit(2)
    parameters = {
        "customers": customers,
        "seed": seed,
        "start": str(period.start),
        "end": str(period.end),
        "knobs": asdict(knobs),
    }
    bar = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*bar, console=console) as progress:
        task = progress.add_task("persons", total=customers)
        with replaced(raw, truth, parameters) as target:
            company = found_company(knobs, period, seed)
            simulate(
                company, customers, target, lambda done: progress.advance(task, done)
            )


if __name__ == "__main__":
    app(prog_name="python -m scripts.demo")
