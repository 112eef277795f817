"""Fixtures shared by the tests of the commands."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_project import make_project, settings_in

from scripts.expectations import Judge
from scripts.settings import Settings


@pytest.fixture(scope="session")
def judges() -> Iterator[Judge]:
    """Start Great Expectations once: its import takes seconds."""
    with Judge() as worker:
        yield worker


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the small project once."""
    return make_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def settings(tmp_path: Path, project: Path) -> Settings:
    """Give each test its own database and published folder."""
    return settings_in(tmp_path, project)
