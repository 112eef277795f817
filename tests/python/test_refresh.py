"""The main job on a small project: build, judge, record, publish, or stop."""

import io
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
import typer
from rich.console import Console

from scripts import publish as publishing
from scripts.command import CommandError, exit_codes
from scripts.dbt_runner import Dbt, clean_message
from scripts.expectations import Judge
from scripts.publish import Publication
from scripts.refresh import new_build_id, refresh
from scripts.settings import PROJECT, Settings
from scripts.warehouse import DuckDBWarehouse
from tests.python.small_project import STAGES, small_settings


class Company:
    """Refreshes the small project and looks at what came of it."""

    def __init__(
        self, settings: Settings, judges: Judge, first: Publication, shown: str
    ) -> None:
        """Take over a first build that was published."""
        self.settings = settings
        self.first = first
        self.shown = shown
        self._judges = judges

    def refresh(self, **options: Any) -> Publication:
        """Refresh; what it showed is kept."""
        console = showing()
        try:
            return refresh(
                self.settings, self._judges, console, stages=STAGES, **options
            )
        finally:
            self.shown = console.export_text()

    def rows(self, sql: str, database: Path | None = None) -> list[tuple[Any, ...]]:
        """Query the database, or what readers see."""
        file = str(database or self.settings.database)
        with duckdb.connect(file, read_only=True) as connection:
            return connection.execute(sql).fetchall()


def showing() -> Console:
    """Return a console that keeps what it is shown."""
    return Console(
        file=io.StringIO(), record=True, markup=False, highlight=False, width=200
    )


@pytest.fixture(scope="session")
def built(
    tmp_path_factory: pytest.TempPathFactory, project: Path, judges: Judge
) -> tuple[Path, Publication, str]:
    """Refresh once, into a folder that each test copies."""
    folder = tmp_path_factory.mktemp("built")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        console = showing()
        first = refresh(small_settings(project), judges, console, stages=STAGES)
        return folder, first, console.export_text()


@pytest.fixture
def company(
    tmp_path: Path,
    settings: Settings,
    judges: Judge,
    built: tuple[Path, Publication, str],
) -> Company:
    """Give each test a company of its own, with a first build published."""
    folder, first, shown = built
    shutil.copytree(folder, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Company(settings, judges, first, shown)


def test_a_build_whose_gates_pass_is_published(company: Company) -> None:
    """Public tables only, without personal columns; the ledger tells of it."""
    done = company.first
    tables = company.rows(
        "select table_name from duckdb_tables() order by 1", done.database
    )
    assert [name for (name,) in tables] == [
        *("dim_people", "fct_visits", "ops_builds", "rejected_records"),
        *("vitals_identify", "vitals_staging"),
    ]
    people = company.rows("describe dim_people", done.database)
    assert [column[0] for column in people] == ["person_id", "visits"]
    assert done.row_counts["dim_people"] == 10
    builds = "select distinct build_id, is_passed, is_published from ops_builds"
    assert company.rows(builds, done.database) == [(done.build_id, True, True)]
    assert company.rows(builds) == [(done.build_id, True, True)]
    vitals = company.rows("select build_id from vitals_staging", done.database)
    assert vitals == [(done.build_id,)]


def test_what_a_refresh_shows(company: Company) -> None:
    """Plain lines off a terminal, each macro warning once, rows and places."""
    assert company.shown.count("notes.csv is no table of the contract") == 1
    lines = company.shown.splitlines()
    [staging] = [line for line in lines if line.startswith("staging ")]
    assert "2 seeds, 6 models" in staging
    assert staging.endswith(" s")
    assert any("dim_people" in line and "10" in line for line in lines)
    assert "current.duckdb" in lines[-2]


def test_rejected_records_are_counted_by_rule(company: Company) -> None:
    """With what the rule means and what to do; a rule of no seed is still shown."""
    lines = [" ".join(line.split()) for line in company.shown.splitlines()]
    meaning = "The order has no date. Deliver ordered_at."
    assert f"│ orders │ no_date │ 3 │ {meaning} │" in lines
    assert "│ contacts │ no_key │ 1 │ │" in lines


def test_a_run_writes_beside_its_database_only(company: Company) -> None:
    """The project folder stays clean."""
    written = sorted(place.name for place in Path().iterdir())
    assert written == [
        ".small",
        "published",
        "small.duckdb",
    ]
    assert not (company.settings.project / "target").exists()
    assert not (company.settings.project / "logs").exists()


def test_a_failed_gate_leaves_readers_the_last_good_build(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The verdict is recorded, later stages are not built, the next run may pass."""
    first = company.first
    monkeypatch.setenv("SMALL_SHARE", "0.9")
    with pytest.raises(CommandError) as info:
        company.refresh()
    text = str(info.value)
    assert "rejected_share is 0.9, allowed 0 to 0.2" in text
    assert "Remedy: Look at rejected_records." in text
    assert "is not published" in text
    assert "identify" not in company.shown
    recorded = company.rows(
        "select vital_value, is_passed, is_published from ops_builds"
        " where vital_name = 'rejected_share' order by build_id"
    )
    assert recorded == [(0.1, True, True), (0.9, False, False)]
    seen = "select distinct build_id from ops_builds"
    assert company.rows(seen, first.database) == [(first.build_id,)]
    monkeypatch.delenv("SMALL_SHARE")
    assert (
        company.refresh().build_id
        in company.rows("select max(build_id) from ops_builds", first.database)[0]
    )


def test_a_refresh_that_fails_exits_with_code_one(
    company: Company,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One message on standard error, no traceback."""
    monkeypatch.setenv("SMALL_SHARE", "0.9")
    with pytest.raises(typer.Exit) as info, exit_codes():
        company.refresh()
    assert info.value.exit_code == 1
    assert capsys.readouterr().err.startswith("Error: Gate of staging")


def test_drift_is_judged_against_published_builds(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change beyond half of the mean needs a decision."""
    monkeypatch.setenv("SMALL_COUNT", "16")
    with pytest.raises(CommandError, match="people_count is 16, allowed 5 to 15"):
        company.refresh()
    company.refresh(accept_drift=True)


def test_a_vital_without_its_column_stops_the_build(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Configuration is an error of its own."""
    monkeypatch.setenv("SMALL_NAME", "persons")
    with pytest.raises(CommandError, match="people_count has bounds but") as info:
        company.refresh()
    assert "vitals_identify.persons has no row in seed vital_bounds" in str(info.value)


@pytest.mark.parametrize(
    ("variable", "value", "expected"),
    [
        (
            "SMALL_PERSON",
            "cast(null as bigint)",
            "test not_null_fct_visits_person_id on fct_visits.person_id"
            " (models/identify/_visits.yml): Got 10 results.*"
            "It says: Every visit is somebody's.",
        ),
        (
            "SMALL_PERSON",
            "nobody",
            r"model fct_visits \(models/identify/fct_visits.sql\): Binder Error",
        ),
        ("SMALL_COLUMN", "missing", r"\Araw/orders.csv: orders has no column"),
    ],
)
def test_a_failure_of_dbt_is_told_without_its_noise(
    company: Company,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    value: str,
    expected: str,
) -> None:
    """A data test, a model that does not run, an error that a macro raises."""
    monkeypatch.setenv(variable, value)
    pattern = expected.replace("person_id (", r"person_id \(").replace("yml)", r"yml\)")
    with pytest.raises(CommandError, match=f"(?s){pattern}") as info:
        company.refresh()
    assert "in macro" not in str(info.value)
    assert "called by" not in str(info.value)
    assert (
        company.settings.published / "current"
    ).readlink().name == company.first.build_id


def test_noise_is_removed_from_messages() -> None:
    """Headline, macro trail and compiled path go; the excerpt stays."""
    message = """Compilation Error in operation start (./dbt_project.yml)
  orders has no column order_id
    LINE 1: select

  > in macro mount_raw (macros/mount_raw.sql)
  > called by operation start (./dbt_project.yml)
  compiled code at target/run/x.sql"""
    assert clean_message(message) == "orders has no column order_id\n  LINE 1: select"
    assert clean_message("Got 1 result") == "Got 1 result"


def test_the_ledger_survives_a_full_refresh(company: Company) -> None:
    """Both builds are in `ops_builds` afterwards."""
    builds = [company.first.build_id, company.refresh(full_refresh=True).build_id]
    known = company.rows("select distinct build_id from ops_builds order by build_id")
    assert [build for (build,) in known] == builds


def test_a_ledger_of_an_older_version_gets_the_columns_that_it_lacks(
    company: Company,
) -> None:
    """Its old rows stay, without a value."""
    with duckdb.connect(str(company.settings.database)) as connection:
        connection.execute("alter table ledger.gate_results drop column upper_bound")
    second = company.refresh()
    counted = company.rows(
        "select build_id, count(*) > 0, count(upper_bound) > 0"
        " from ledger.gate_results group by all order by all"
    )
    assert counted == [
        (company.first.build_id, True, False),
        (second.build_id, True, True),
    ]


def test_a_publication_that_fails_is_withdrawn(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No temporary file stays, and the build counts as unpublished."""
    first = company.first
    before = sorted(company.settings.published.iterdir())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing, "_write", full)
    with pytest.raises(CommandError, match="No space left on device"):
        company.refresh()
    assert sorted(company.settings.published.iterdir()) == before
    events = company.rows("select event from ledger.publications order by recorded_at")
    assert events == [("published",), ("published",), ("withdrawn",)]
    published = "select distinct build_id from ops_builds where is_published"
    assert company.rows(published) == [(first.build_id,)]


def test_a_failed_publication_can_be_repeated(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command publishes the build as it stands, without building again."""
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_write", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            company.refresh()
    monkeypatch.setattr(publishing, "STAGES", STAGES)
    monkeypatch.setattr(
        Settings, "from_environment", classmethod(lambda _: company.settings)
    )
    publishing.main()
    current = company.settings.published / "current.duckdb"
    assert company.rows("select distinct is_published from ops_builds", current) == [
        (True,)
    ]


def test_a_build_that_failed_its_gate_cannot_be_published(
    company: Company,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The message names the stage."""
    monkeypatch.setenv("SMALL_COUNT", "100")
    with pytest.raises(CommandError):
        company.refresh()
    monkeypatch.setattr(publishing, "STAGES", STAGES)
    monkeypatch.setattr(
        Settings, "from_environment", classmethod(lambda _: company.settings)
    )
    with pytest.raises(typer.Exit):
        publishing.main()
    assert "did not pass the gate of identify" in capsys.readouterr().err


def elsewhere(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Run Python code in another process, in the repository."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something holds, at most a minute."""
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_database_open_elsewhere_is_one_message(company: Company) -> None:
    """It is noticed before anything is built."""
    holder = elsewhere(
        "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True)"
        "; __import__('time').sleep(60)",
        company.settings.database,
    )
    assert holder.stdout is not None
    holder.stdout.readline()
    try:
        with pytest.raises(CommandError) as info:
            company.refresh()
    finally:
        holder.kill()
        holder.communicate()
    assert "is open in another process" in str(info.value)
    assert f"process {holder.pid}" in str(info.value)
    assert "staging" not in company.shown


def test_nobody_else_gets_the_database_between_two_stages(
    settings: Settings,
) -> None:
    """The refresh holds the file while dbt opens and closes it."""
    warehouse = DuckDBWarehouse(settings.database)
    dbt = Dbt(settings, "b1")
    dbt.build(["vital_bounds"])
    dbt.close()
    reader = "import duckdb, sys; duckdb.connect(sys.argv[1], read_only=True)"
    held = elsewhere(reader, settings.database)
    assert "lock" in held.communicate()[1]
    warehouse.close()
    free = elsewhere(reader, settings.database)
    assert free.wait() == 0


def test_ctrl_c_ends_cleanly(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 130, one line, no process and no lock left."""
    code = (
        "import signal, sys; sys.path[:0] = sys.argv[2:]\n"
        # a shell lets what it starts in the background ignore the signal
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from pathlib import Path\n"
        "import typer\n"
        "from small_project import small_settings\n"
        "from scripts import refresh\n"
        "here = small_settings(Path(sys.argv[1]))\n"
        "refresh.Settings.from_environment = lambda: here\n"
        "sys.argv[1:] = []\n"
        "typer.run(refresh.main)\n"
    )
    endless = "(select sum(i) from range(100000000000) as t(i))"
    monkeypatch.setenv("SMALL_PERSON", endless)
    run = elsewhere(code, settings.project, PROJECT, PROJECT / "tests" / "python")
    log = settings.logs / "dbt.log"
    try:
        wait_for(lambda: log.exists() and "model main.fct_visits" in log.read_text())
        time.sleep(2)  # the query starts after the line
        run.send_signal(signal.SIGINT)
        errors = run.communicate(timeout=90)[1]
    finally:
        run.kill()
    assert run.returncode == 130
    assert errors.strip() == "Stopped. What readers see is unchanged."
    DuckDBWarehouse(settings.database).close()


def test_build_ids_sort_and_do_not_repeat() -> None:
    """Also within a second."""
    ids = [new_build_id() for _ in range(100)]
    assert ids == sorted(ids)
    assert all(publishing.BUILD_ID.fullmatch(build) for build in ids)
    assert len({build[:15] for build in ids}) < len(set(ids))


def test_unit_tests_of_operate_pass(company: Company) -> None:
    """They are left out of a refresh, not of the project."""
    dbt = Dbt(company.settings, "b1")
    outcome = dbt._invoke("test", "-s", "test_type:unit", manifest=dbt.manifest)
    dbt.close()
    status = {result.node.name: str(result.status) for result in outcome.result.results}
    name = "the_last_event_of_a_build_says_whether_it_is_published"
    assert status[name] == "pass"
