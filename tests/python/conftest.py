"""Fixtures shared by the tests of the commands."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dbt.compilation import Compiler

from scripts.dbt_runner import RARE_COLLECTIONS, Dbt
from scripts.expectations import Judge
from scripts.settings import PROJECT, Settings
from tests.python.dbt_process import DbtProcess, Outcome
from tests.python.small_project import make_project, small_settings


def pytest_configure() -> None:
    """Look for garbage as seldom as the commands do."""
    gc.set_threshold(*RARE_COLLECTIONS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: at the end one process would wait for it."""
    items.sort(key=lambda item: item.path.stem != "test_parity")


@pytest.fixture(scope="session")
def judges() -> Iterator[Judge]:
    """Start Great Expectations once: its import takes seconds."""
    with Judge() as worker:
        yield worker


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the small project once."""
    return make_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="session")
def dbt(tmp_path_factory: pytest.TempPathFactory) -> DbtProcess:
    """Run dbt on this project; the parse is shared by all tests."""
    return DbtProcess(tmp_path_factory.mktemp("dbt"))


@pytest.fixture(scope="session", autouse=True)
def parsed_once() -> Iterator[None]:
    """Parse this project once for all builds into databases of one name."""
    parsed: dict[tuple[str, str], Any] = {}
    parse: Any = Dbt.manifest

    def manifest(dbt: Dbt) -> Any:
        settings = dbt._settings
        if settings.project != PROJECT:
            return parse.fget(dbt)
        key = settings.engine, settings.database.stem
        if key not in parsed:
            parsed[key] = parse.fget(dbt)
        dbt._manifest = parsed[key]
        return dbt._manifest

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Dbt, "manifest", property(manifest))
        yield


@pytest.fixture(scope="session", autouse=True)
def drawn_once() -> Iterator[None]:
    """Draw the graph of this project once, with and without the edges `build` adds.

    A small command would take longer to draw it than to run. Nodes that a command adds
    to the parse (`--inline`) are not in it.
    """
    drawn: dict[tuple[int, bool], tuple[Any, Any]] = {}
    draw = Compiler.compile

    def graph(
        compiler: Any, manifest: Any, write: bool = True, add_test_edges: bool = False
    ) -> Any:
        if Path(compiler.config.project_root) != PROJECT:
            return draw(compiler, manifest, write, add_test_edges)
        compiler.initialize()
        key = id(manifest), add_test_edges
        if key not in drawn:
            # Kept, so that no other parse has its id.
            drawn[key] = manifest, draw(compiler, manifest, write, add_test_edges)
        return drawn[key][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compiler, "compile", graph)
        yield


@pytest.fixture
def mount(dbt: DbtProcess, tmp_path: Path) -> Callable[..., Outcome]:
    """Return a function that mounts a raw folder by the smallest build."""

    def run(raw: Path | str, **settings: str) -> Outcome:
        return dbt.run(
            *("build", "-s", "plausible_bounds", "int_plausible_bounds", "base_stores"),
            *("--resource-type", "seed", "--resource-type", "model"),
            raw=raw,
            folder=tmp_path,
            **settings,
        )

    return run


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Make an empty raw folder."""
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def settings(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """Give each test a working folder, and so a database, of its own."""
    monkeypatch.chdir(tmp_path)
    return small_settings(project)
