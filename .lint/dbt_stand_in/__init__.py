"""Stand-ins for what dbt gives its Jinja, while sqlfluff renders the models."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from types import CodeType
from typing import Any

import yaml
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

VARIABLES = yaml.safe_load(Path("dbt_project.yml").read_text()).get("vars") or {}


def var(name: str, default: object = "0") -> object:
    """Return what dbt_project.yml says, else the default."""
    return VARIABLES.get("idic", VARIABLES).get(name, VARIABLES.get(name, default))


def env_var(_: str, default: str = "") -> str:
    """Return the default: linting does not depend on the environment."""
    return default


# Their SQL on DuckDB (lambda functions) is more than sqlfluff can parse.
UNPARSED = {"hypergeometric", "hypergeometric_ratios", "series_term_count"}


class dbt:  # noqa: N801
    """The macros of dbt that ours call."""

    @staticmethod
    def string_literal(text: str) -> str:
        """Return a text between quotes."""
        return f"'{text}'"

    @staticmethod
    def escape_single_quotes(text: str) -> str:
        """Return a text with its quotes doubled."""
        return text.replace("'", "''")


class adapter:  # noqa: N801
    """The adapter of the default engine."""

    @staticmethod
    def dispatch(name: str, *_: str) -> Callable[..., Any]:
        """Return what implements the name on DuckDB, or a call by name."""

        @pass_context
        def implementation(context: Context, *values: object, **named: object) -> Any:
            macro = context.get(f"duckdb__{name}") or context.get(f"default__{name}")
            if macro is None or name in UNPARSED:
                return f"{name}({', '.join(map(str, values))})"
            return macro(*values, **named)

        return implementation


def compiled_once(compile_one: Callable[..., CodeType]) -> Callable[..., CodeType]:
    """Keep what a template was compiled to: sqlfluff reads all macros for each file."""
    codes: dict[Any, CodeType] = {}

    @wraps(compile_one)
    def compiled(environment: Environment, source: Any, **options: Any) -> CodeType:
        key = (source, *options.items())
        if key not in codes:
            codes[key] = compile_one(environment, source, **options)
        return codes[key]

    return compiled


if not hasattr(Environment.compile, "__wrapped__"):
    Environment.compile = compiled_once(Environment.compile)
