"""A dbt project of two stages with one table each, to refresh in a second.

What it measures comes from environment variables, so that a test can make a vital
sign good, bad or null without touching a file.
"""

import shutil
from pathlib import Path

from scripts.settings import PROJECT, Settings

STAGES = ("staging", "identify")

_PROJECT = """
name: small
version: "1.0.0"
config-version: 2
profile: idic
flags: {send_anonymous_usage_stats: false}
on-run-start:
  - "{{ mount_raw() }}"
  - "{{ create_ledgers() }}"
models: {small: {+materialized: table, operate: {+group: operate}}}
"""

_GROUPS = """
version: 2
groups:
  - {name: staging, owner: {name: small}}
  - {name: identify, owner: {name: small}}
  - {name: operate, owner: {name: small}}
"""

_MOUNT_RAW = """
{% macro mount_raw() %}
    {% if execute and flags.WHICH == 'build' %}
        {% do exceptions.warn('File raw/notes.csv is no table of the contract.') %}
        {% if env_var('SMALL_COLUMN', 'there') == 'missing' %}
            {% do exceptions.raise_compiler_error(
                'raw/orders.csv: orders has no column order_id.'
            ) %}
        {% endif %}
    {% endif %}
{% endmacro %}
"""

_VITALS = """
select
    '{{{{ env_var('IDIC_BUILD_ID', 'manual') }}}}' as build_id,
    date '{{{{ env_var('SMALL_AS_OF', '2026-03-31') }}}}' as as_of_date,
    {columns}
"""

_VITALS_YAML = """
version: 2
models:
  - name: vitals_{stage}
    access: public
    config: {{group: {stage}, meta: {{primary_key: [build_id]}}}}
    columns: [{{name: build_id}}, {{name: as_of_date}}, {{name: {vital}}}]
"""

_PEOPLE = """
select i as person_id, 'p' || i || '@example.com' as email, 'n' || i as nickname,
    i % 3 as visits
from range(10, 0, -1) as people(i)
"""

_PEOPLE_YAML = """
version: 2
models:
  - name: dim_people
    access: public
    config: {group: staging, meta: {primary_key: [person_id]}}
    columns:
      - name: person_id
        data_tests:
          - not_null
      - {name: email, meta: {pii: email}}
      - {name: nickname, config: {meta: {pii: name}}}
      - {name: visits}
  - {name: stg_people, access: protected, config: {group: staging}}
  - {name: int_people, access: private, config: {group: staging}}
"""

_REJECTED = """
select 'orders' as table_name, 'till:' || i as record_key, 'no_date' as rule_code
from range(3) as records(i)
union all
select 'contacts', 'crm:1', 'no_key'
"""

_REJECTED_YAML = """
version: 2
models:
  - name: rejected_records
    access: public
    config: {group: staging}
    columns: [{name: table_name}, {name: record_key}, {name: rule_code}]
seeds:
  - {name: record_rules, config: {group: staging}}
"""

_RULES = """\
rule_code,table_name,severity,meaning,remedy
no_date,orders,error,The order has no date,Deliver ordered_at
no_date,returns,error,The return has no date,Deliver returned_at
"""

_VISITORS_YAML = """
version: 2
models:
  - name: fct_visits
    access: public
    config: {group: identify, meta: {primary_key: [person_id]}}
    columns:
      - name: person_id
        data_tests:
          - not_null: {description: Every visit is somebody's.}
      - {name: visits}
"""

_BOUNDS = """\
stage,vital_name,lower_bound,upper_bound,max_change,change_kind,is_required,\
meaning,remedy
staging,rejected_share,0,0.5,0.1,absolute,true,\
Share of the records rejected.,Look at rejected_records.
identify,people_count,1,,0.5,relative,true,People found.,Look at the contacts.
"""


def make_project(folder: Path) -> Path:
    """Write the project into a folder, with this repository's `operate` parts."""
    for part in ("macros", "models"):
        shutil.copytree(
            PROJECT / part / "operate",
            folder / part / "operate",
            ignore=shutil.ignore_patterns("restatements"),
        )
    shutil.copytree(PROJECT / "seeds" / "operate", folder / "seeds" / "operate")
    shutil.copytree(PROJECT / "tests" / "generic", folder / "tests" / "generic")
    shutil.copy(PROJECT / "profiles.yml", folder)
    share = "cast({{ env_var('SMALL_SHARE', '0.1') }} as double) as rejected_share"
    name = "{{ env_var('SMALL_NAME', 'people_count') }}"
    count = "{{ env_var('SMALL_COUNT', '10') }} as " + name
    files = {
        "dbt_project.yml": _PROJECT,
        "macros/mount_raw.sql": _MOUNT_RAW,
        "models/_groups.yml": _GROUPS,
        "models/staging/dim_people.sql": _PEOPLE,
        "models/staging/stg_people.sql": "select * from {{ ref('dim_people') }}",
        "models/staging/int_people.sql": "select * from {{ ref('stg_people') }}",
        "models/staging/_people.yml": _PEOPLE_YAML,
        "models/staging/vitals_staging.sql": _VITALS.format(columns=share),
        "models/staging/_vitals.yml": _VITALS_YAML.format(
            stage="staging", vital="rejected_share"
        ),
        "models/staging/rejected_records.sql": _REJECTED,
        "models/staging/_rejected.yml": _REJECTED_YAML,
        "seeds/staging/record_rules.csv": _RULES,
        "models/identify/fct_visits.sql": (
            "select {{ env_var('SMALL_PERSON', 'person_id') }} as person_id, visits"
            " from {{ ref('dim_people') }}"
        ),
        "models/identify/_visits.yml": _VISITORS_YAML,
        "models/identify/vitals_identify.sql": _VITALS.format(columns=count),
        "models/identify/_vitals.yml": _VITALS_YAML.format(
            stage="identify", vital="people_count"
        ),
        "seeds/operate/vital_bounds.csv": _BOUNDS,
    }
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


def small_settings(project: Path) -> Settings:
    """Return settings whose every output lies in the working folder.

    Relative places also let dbt reuse its parse where a built folder is copied.
    """
    return Settings(database=Path("small.duckdb"), keep_builds=2, project=project)
