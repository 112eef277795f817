"""Learn the weights of probable links from one's own contacts, with Splink."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from scripts.command import CommandError, exit_codes, output
from scripts.identity.levels import level_expressions
from scripts.identity.training import COLUMNS, learn, require_splink
from scripts.identity.weights import (
    Weight,
    learnable,
    learnt,
    read_weights,
    write_weights,
)
from scripts.settings import PROJECT, Settings
from scripts.warehouse import Warehouse, open_warehouse

SEED = PROJECT / "seeds" / "identify" / "match_weights.csv"


def main(
    weights: Annotated[
        Path, typer.Option(help="The seed that is read, and written anew.")
    ] = SEED,
    pairs: Annotated[
        int, typer.Option(help="Random pairs from which chance agreement is learnt.")
    ] = 1_000_000,
    seed: Annotated[int, typer.Option(help="Seed of the random pairs.")] = 1,
) -> None:
    """Learn m and u of every level from the contacts of the last build.

    What no pair shows keeps its value, and so does what tells housemates apart.
    """
    with exit_codes():
        require_splink()
        given = read_weights(weights)
        warehouse = open_warehouse(Settings.from_environment())
        try:
            profiles = read_profiles(warehouse)
        finally:
            warehouse.close()
        expressions = level_expressions(PROJECT)
        found = learn(profiles, expressions, learnable(given), seed, pairs)
        new = learnt(given, found.m, found.u)
        write_weights(weights, new)
        output().print(as_table(given, new))
        output().print(f"{weights} is written; dbt build links by it.")


def read_profiles(warehouse: Warehouse) -> list[dict[str, object]]:
    """Read the comparable contacts that state a name.

    Raises:
        CommandError: When they are not built.
    """
    relation = warehouse.relation("int_comparable_profiles")
    if relation is None:
        raise CommandError(
            "int_comparable_profiles is not built: run dbt build, or name the database"
            " that holds it (IDIC_DATABASE)."
        )
    return warehouse.query(
        f"select profile_number, {', '.join(COLUMNS)} from {relation}"
        " where has_given_name or has_family_name order by profile_number"
    )


def as_table(given: list[Weight], new: list[Weight]) -> Table:
    """Return what was learnt beside what was given."""
    table = Table("comparison", "level", "m", "u", "m before", "u before")
    for before, after in zip(given, new, strict=True):
        if before != after:
            table.add_row(
                after.comparison,
                after.level,
                after.m_probability,
                after.u_probability,
                before.m_probability,
                before.u_probability,
            )
    return table


if __name__ == "__main__":
    typer.run(main)
