"""The levels of the comparisons as conditions on two records, from the macros."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment

SWAPPED = (
    "when l.given_key = r.family_key and l.family_key = r.given_key"
    " and l.given_key != l.family_key then 'swapped'"
)
# As int_name_levels has it, but for names that are swapped and mistyped too.
EXPRESSIONS = {
    "given_name": "case when l.given_key != r.given_key"
    f" and {{{{ has_same_group('l', 'r') }}}} then 'nickname' {SWAPPED}"
    " else {{ name_level('l', 'r', 'given') }} end",
    "family_name": f"case {SWAPPED} else {{{{ name_level('l', 'r', 'family') }}}} end",
    "birth_date": "{{ birth_level('l.birth_key', 'r.birth_key') }}",
    "gender": "case when l.gender_key is null or r.gender_key is null then 'missing'"
    " when substr(l.gender_key, 1, 1) = substr(r.gender_key, 1, 1) then 'exact'"
    " else 'different' end",
    "email": "{{ email_level('l', 'r') }}",
    "phone": "case when l.phone_key is null or r.phone_key is null then 'missing'"
    " when l.phone_key = r.phone_key then 'exact'"
    " when levenshtein(l.phone_key, r.phone_key) = 1 then 'close'"
    " else 'different' end",
    "address": "{{ address_level('l', 'r') }}",
}
FILES = ("matching/*.sql", "engine/edit_distance.sql")
# dbt chooses these by the engine; Splink's is DuckDB.
DISPATCHED = (
    "{% macro days_between(earlier, later) %}"
    "date_diff('day', {{ earlier }}, {{ later }}){% endmacro %}",
    "{% macro is_ascii(text) %}strlen({{ text }}) = length({{ text }}){% endmacro %}",
)
_SIDE = re.compile(r"\b([lr])\.(\w+)")


def level_expressions(project: Path) -> dict[str, str]:
    """Return, by comparison, the SQL of its level over columns `<name>_l`, `<name>_r`.

    Args:
        project: Folder of the dbt project, whose macros say what a level is.
    """
    macros = list(DISPATCHED)
    for files in FILES:
        macros += [
            file.read_text(encoding="utf-8")
            for file in sorted((project / "macros").glob(files))
        ]
    environment = Environment(extensions=["jinja2.ext.do"], autoescape=False)
    return {
        comparison: _SIDE.sub(
            r"\2_\1",
            environment.from_string("\n".join([*macros, expression])).render().strip(),
        )
        for comparison, expression in EXPRESSIONS.items()
    }
