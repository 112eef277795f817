"""Laws of the house that dbt-bouncer has no check for.

A name with two underscores (``spark__day_count``) implements a dispatched macro for one
engine: the macro it implements speaks for it.
"""

import re
from itertools import chain
from pathlib import Path
from typing import Any

from dbt_bouncer.check_framework.decorator import check, fail
from dbt_bouncer.checks.manifest.check_macros import (
    _get_jinja_environment,
    _parse_macro_argument_names,
)
from dbt_bouncer.types import RegexPattern

GIVEN_BY_DBT = {"model", "column_name"}


@check(code="IDIC001")
def check_macro_is_documented(macro: Any) -> None:
    """Macros and each of their arguments must have a description."""
    if "__" in macro.name:
        return
    if not macro.description:
        fail(f"`{macro.name}` has no description.")
    names = set(_parse_macro_argument_names(macro.macro_sql)) - GIVEN_BY_DBT
    if macro.name.startswith("test_"):
        # dbt-bouncer does not count those that have a default.
        [signature] = _get_jinja_environment().parse(macro.macro_sql).body[0].nodes[:1]
        names |= {argument.key for argument in signature.args[0].kwargs}
    described = {item.name for item in macro.arguments if item.description}
    if names - described:
        fail(f"`{macro.name}` does not describe {sorted(names - described)}.")
    if described - names:
        fail(f"`{macro.name}` does not take {sorted(described - names)}.")


@check(code="IDIC002")
def check_macro_has_a_caller(macro: Any, ctx: Any) -> None:
    """Macros must be called by a model, a test, a hook or another macro."""
    if "__" in macro.name or macro.name.startswith("materialization_"):
        return
    manifest = ctx.manifest_obj.manifest
    resources = chain(manifest.nodes.values(), manifest.macros.values())
    if not any(macro.unique_id in item.depends_on.macros for item in resources):
        fail(f"`{macro.name}` is called by nothing.")


@check(code="IDIC003")
def check_model_reads_no_source(model: Any, *, source_name: str) -> None:
    """Models must not read any table of the source."""
    read = [node for node in model.depends_on.nodes if node.startswith("source.")]
    tables = [node for node in read if node.split(".")[2] == source_name]
    if tables:
        fail(f"`{model.name}` reads the source `{source_name}`: {tables}.")


@check(code="IDIC004")
def check_model_with_logic_has_a_unit_test(
    model: Any, ctx: Any, *, logic_pattern: RegexPattern
) -> None:
    """Models whose SQL matches the pattern must have a unit test."""
    logic = re.search(logic_pattern, model.raw_code or "")
    if logic and not ctx.unit_tests_by_depends_on_node.get(model.unique_id):
        fail(f"`{model.name}` has logic (`{logic.group()}`) and no unit test.")


@check(code="IDIC005")
def check_seed_is_typed(seed: Any) -> None:
    """Each column of a seed's file must have a type in `config.column_types`."""
    header = Path(seed.original_file_path).read_text().split("\n", 1)[0].split(",")
    untyped = sorted(set(header) - set(seed.config.column_types))
    if untyped:
        fail(f"`{seed.name}` does not type {untyped}.")
