"""The laws bite: what breaks one is reported, what keeps it is not."""

from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlfluff
import yaml
from dbt_bouncer.testing import check_fails, check_passes

ROOT = Path(__file__).parents[2]
OWN_CHECKS = ROOT / ".lint" / "bouncer"
LAWS = yaml.safe_load((ROOT / "dbt-bouncer.yml").read_text())["manifest_checks"]

MODEL = """\
with

orders as (

    select * from {{ ref('fct_orders') }}

),

final as (

    select
        customer_id,
        count(*) as order_count
    from orders
    group by customer_id

)

select * from final
"""


def broken_rules(sql):
    config = str(ROOT / ".sqlfluff")
    return {found["code"] for found in sqlfluff.lint(sql, config_path=config)}


def law(check, parameter, fragment):
    return next(
        {key: value for key, value in entry.items() if key == parameter}
        for entry in LAWS
        if entry["name"] == check and fragment in str(entry[parameter])
    )


def test_a_model_in_the_style_of_the_house_passes():
    assert broken_rules(MODEL) == set()


@pytest.mark.parametrize(
    ("good", "bad", "rule"),
    [
        ("count(*)", "max(now())", "CV09"),
        ("count(*)", "max(current_date)", "CV09"),
        ("count(*)", "sum(random())", "CV09"),
        ("count(*)", "any_value(order_id)", "CV09"),
        ("count(*) as order_count", "count(*) order_count", "AL02"),
        ("group by customer_id", "group by 1", "AM06"),
        ("count(*)", "max(order_date::date)", "CV11"),
        ("from orders", "from (select 1 as customer_id) as orders", "ST05"),
        ("select * from final", "select customer_id from final", "CV13"),
    ],
)
def test_sql_that_breaks_a_law_is_reported(good, bad, rule):
    assert rule in broken_rules(MODEL.replace(good, bad))


@pytest.mark.parametrize(
    ("sql", "is_lawful"),
    [
        ("first(order_id)", False),
        ("array_agg(order_id)", False),
        ("array_agg(cast(order_id as string) order by order_id)", True),
        ("row_number() over (order by order_id nulls first)", True),
    ],
)
def test_a_choice_among_rows_has_an_order(sql, is_lawful):
    check = "check_model_code_does_not_contain_regexp_pattern"
    pattern = law(check, "regexp_pattern", "first|last")
    verdict = check_passes if is_lawful else check_fails
    verdict(check, model={"raw_code": f"select {sql}"}, **pattern)


@pytest.mark.parametrize(
    ("kind", "name", "described", "is_lawful"),
    [
        ("macro", "share", ["part", "whole"], True),
        ("macro", "share", ["part"], False),
        ("macro", "share", ["part", "whole", "rest"], False),
        ("macro", "spark__share", [], True),
        ("test", "test_share", ["part", "whole"], True),
        ("test", "test_share", ["part"], False),
    ],
)
def test_a_macro_describes_its_arguments(kind, name, described, is_lawful):
    macro = {
        "name": name,
        "description": "A share.",
        "arguments": [{"name": item, "description": "It."} for item in described],
        "macro_sql": f"{{% {kind} share(part, whole=1) %}}select 1{{% end{kind} %}}",
    }
    verdict = check_passes if is_lawful else check_fails
    verdict("check_macro_is_documented", custom_checks_dir=OWN_CHECKS, macro=macro)


@pytest.mark.parametrize("caller", [["macro.idic.share"], []])
def test_a_macro_has_a_caller(caller):
    model = SimpleNamespace(depends_on=SimpleNamespace(macros=caller))
    manifest = SimpleNamespace(nodes={"model": model}, macros={})
    (check_passes if caller else check_fails)(
        "check_macro_has_a_caller",
        custom_checks_dir=OWN_CHECKS,
        macro={"name": "share", "unique_id": "macro.idic.share"},
        ctx_manifest_obj=SimpleNamespace(manifest=manifest),
    )


@pytest.mark.parametrize(("source", "is_lawful"), [("raw", False), ("ledgers", True)])
def test_only_staging_reads_raw(source, is_lawful):
    (check_passes if is_lawful else check_fails)(
        "check_model_reads_no_source",
        custom_checks_dir=OWN_CHECKS,
        model={"depends_on": {"nodes": [f"source.idic.{source}.orders"]}},
        source_name="raw",
    )


@pytest.mark.parametrize(
    ("sql", "unit_tests", "is_lawful"),
    [
        ("select a from b", [], True),
        ("select case when a then 1 end as c from b", [], False),
        ("select row_number() over (order by a) as c from b", [], False),
        ("select row_number() over (order by a) as c from b", ["model.idic.fct"], True),
    ],
)
def test_a_model_with_logic_has_a_unit_test(sql, unit_tests, is_lawful):
    check = "check_model_with_logic_has_a_unit_test"
    (check_passes if is_lawful else check_fails)(
        check,
        custom_checks_dir=OWN_CHECKS,
        model={"unique_id": "model.idic.fct", "raw_code": sql},
        ctx_unit_tests=[{"depends_on": {"nodes": [name]}} for name in unit_tests],
        **law(check, "logic_pattern", "case"),
    )


@pytest.mark.parametrize(
    ("types", "is_lawful"),
    [({"a": "string", "b": "date"}, True), ({"a": "string"}, False)],
)
def test_a_seed_is_typed(tmp_path, types, is_lawful):
    seed = tmp_path / "rules.csv"
    seed.write_text("a,b\n1,2026-01-01\n")
    (check_passes if is_lawful else check_fails)(
        "check_seed_is_typed",
        custom_checks_dir=OWN_CHECKS,
        seed={"original_file_path": str(seed), "config": {"column_types": types}},
    )
