"""What the README shows can be done as it is shown."""

import re
import shutil
from pathlib import Path
from typing import Any

import yaml
from dbt.cli.main import dbtRunner

from scripts.settings import PROJECT

PARTS = ("macros", "models", "seeds", "tests/generic")


def blocks(language: str, name: str) -> list[str]:
    """Return the README's code blocks of a language that name a file."""
    text = (PROJECT / "README.md").read_text()
    found = re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)
    return [block for block in found if name in block.split("\n", 1)[0]]


def test_the_third_audience_is_one_sql_file_and_its_yaml(tmp_path: Path) -> None:
    """It parses in a copy of the project, public, with a contract that fits."""
    for part in PARTS:
        shutil.copytree(PROJECT / part, tmp_path / part)
    for file in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(PROJECT / file, tmp_path)
    [sql], [yml] = (
        blocks("sql", "aud_new_customers.sql"),
        blocks("yaml", "aud_new_customers.yml"),
    )
    room = tmp_path / "models" / "customize" / "audiences"
    (room / "aud_new_customers.sql").write_text(sql)
    (room / "aud_new_customers.yml").write_text(yml)
    place = str(tmp_path)
    outcome = dbtRunner().invoke(
        ["parse", "--quiet", "--project-dir", place, "--profiles-dir", place]
    )
    assert outcome.success, outcome.exception
    manifest: Any = outcome.result
    node = manifest.nodes["model.idic.aud_new_customers"]
    assert node.access == "public"
    assert node.contract.enforced
    [model] = yaml.safe_load(yml)["models"]
    for column in model["columns"]:
        assert column["name"] in sql
