"""The bench: what it measures is so, a stop loses nothing, ratios are right."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typer

from scripts.bench import __main__ as command
from scripts.bench.disk import alone, size
from scripts.bench.floor import floor, open_engine, read_raw
from scripts.bench.job import Job
from scripts.bench.meter import Measure, Meter, total
from scripts.bench.peers.registry import PEERS
from scripts.bench.product import SEED, models
from scripts.bench.ratios import (
    cpu_ratio,
    floor_of,
    growth,
    of_piece,
    our_work,
    peers_work,
    ratio,
    seconds_ratio,
)
from scripts.bench.report import report
from scripts.bench.results import Results
from scripts.bench.run import PRODUCT, Bench
from scripts.bench.worker import PieceError, measure
from scripts.command import CommandError
from scripts.demo.__main__ import demo
from scripts.identity.truth import read_truth
from scripts.progress import Reporter
from scripts.settings import PROJECT, Settings
from tests.python.small_bench import CIRCUMSTANCES, SIZE, bench, peer, run

MEGABYTE = 1 << 20
needs_proc = pytest.mark.skipif(
    not Path("/proc/self/io").exists(), reason="this system counts no bytes"
)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return the folder of the sizes of a bench of fake pieces."""
    folder = tmp_path / ".idic" / "bench"
    folder.mkdir(parents=True)
    return folder


def begun(work: Path, name: str) -> int:
    """Return how often a fake piece was begun."""
    file = work / f"{name}.begun"
    return len(file.read_text().split()) if file.exists() else 0


def job_in(folder: Path) -> Job:
    settings = Settings(
        raw=folder / "raw",
        database=folder / "bench.duckdb",
        published=folder / "published",
    )
    return Job(SIZE, settings, 2, folder)


def known(count: int | None) -> int:
    assert count is not None
    return count


# What a process used.


@needs_proc
def test_a_lap_has_its_own_peak_and_bytes(tmp_path: Path) -> None:
    meter = Meter()
    held = bytearray(os.urandom(64 * MEGABYTE))
    (tmp_path / "file").write_bytes(held[: 5 * MEGABYTE])
    large = meter.lap()
    del held
    read = (tmp_path / "file").read_bytes()
    small = meter.lap()
    del read
    assert known(large.peak_memory_bytes) - known(small.peak_memory_bytes) > (
        40 * MEGABYTE
    )
    assert 5 * MEGABYTE <= known(large.written_bytes) < 6 * MEGABYTE
    assert 5 * MEGABYTE <= known(small.read_bytes) < 6 * MEGABYTE
    assert known(small.written_bytes) < MEGABYTE
    whole = meter.total()
    assert known(whole.peak_memory_bytes) >= known(large.peak_memory_bytes)
    assert known(whole.written_bytes) >= 5 * MEGABYTE


def test_the_total_holds_processes_that_ended() -> None:
    spin = "import time\nwhile time.process_time() < 0.3: pass"
    meter = Meter()
    before = meter.total().cpu_seconds
    subprocess.run([sys.executable, "-c", spin], check=True)
    assert meter.total().cpu_seconds - before >= 0.3
    assert meter.lap().cpu_seconds < 0.3


def test_measures_add_up() -> None:
    one, two = Measure(1.0, 2.0, 10, 5, None), Measure(3.0, 1.0, 7, 6, 1)
    assert total([one, two]) == Measure(4.0, 3.0, 10, 11, None)


# The run.


def test_a_second_start_goes_on_where_a_kill_stopped_the_first(
    tmp_path: Path, work: Path
) -> None:
    (work / "second").write_text("hang")
    stopped = subprocess.Popen(
        [sys.executable, "-m", "tests.python.small_bench", str(tmp_path)],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(lambda: begun(work, "second") == 1)
    finally:
        stopped.send_signal(signal.SIGKILL)
        stopped.wait()
    orphan = int((work / "second.begun").read_text())
    wait_for(lambda: not is_running(orphan))
    held = json.loads((tmp_path / "results.json").read_text())
    assert list(held["sizes"]["10"]) == ["simulate"]
    (work / "second").unlink()
    went_on = bench(tmp_path)
    run(went_on)
    assert (begun(work, "first"), begun(work, "second")) == (1, 2)
    assert list(went_on.results.sizes[SIZE]) == ["simulate", "second"]
    assert went_on.results.sizes[SIZE]["simulate"]["parts"][0]["rows"] == 3


def wait_for(condition, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/status")
    return not (status.exists() and "State:\tZ" in status.read_text())


def test_what_is_measured_is_not_measured_again_and_files_go(
    tmp_path: Path, work: Path
) -> None:
    run(bench(tmp_path))
    assert not (work / str(SIZE)).exists()
    run(bench(tmp_path))
    assert (begun(work, "first"), begun(work, "second")) == (1, 1)


def test_files_are_kept_when_asked(tmp_path: Path, work: Path) -> None:
    run(bench(tmp_path, keep=True))
    assert (work / str(SIZE) / "raw").exists()


def test_a_size_without_its_files_is_measured_anew(tmp_path: Path, work: Path) -> None:
    run(bench(tmp_path))
    shown = run(bench(tmp_path, peers=(peer("late"),)))
    assert "The files of 10 customers are gone" in shown
    assert begun(work, "first") == 2


def test_a_failing_product_stops_with_its_reason(tmp_path: Path, work: Path) -> None:
    (work / "second").write_text("fail")
    with pytest.raises(CommandError, match="second of 10 customers: ValueError: what"):
        run(bench(tmp_path))


def test_a_process_that_dies_leaves_its_last_words(tmp_path: Path, work: Path) -> None:
    (work / "second").write_text("die")
    with pytest.raises(PieceError, match=r"(?s)code 3.*last words"):
        run(bench(tmp_path))


def test_a_failing_peer_is_told_and_the_rest_goes_on(
    tmp_path: Path, work: Path
) -> None:
    (work / "second").write_text("fail")
    peers = (peer("broken"), peer("absent", needs="no_such_module"))
    measured = bench(tmp_path, product=bench(tmp_path).product[:1], peers=peers)
    shown = run(measured)
    assert "broken of 10 customers: ValueError: what went wrong" in shown
    assert "absent is left out: no_such_module is not installed" in shown
    pieces = measured.results.sizes[SIZE]
    assert "what went wrong" in pieces["broken"]["failed"]
    assert "no_such_module" in pieces["absent"]["skipped"]


def test_a_full_disk_is_told_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=MEGABYTE)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(CommandError, match=r"10 customers need about 0\.2 GB"):
        run(bench(tmp_path))


def test_two_benches_never_share_a_folder(tmp_path: Path, work: Path) -> None:
    with alone(work), pytest.raises(CommandError, match="Another bench works in"):
        run(bench(tmp_path))


# The results file.


@pytest.mark.parametrize("changed", ["code", "machine"])
def test_results_of_other_circumstances_are_refused(
    tmp_path: Path, changed: str
) -> None:
    file = tmp_path / "results.json"
    Results.opened(file, CIRCUMSTANCES).record(SIZE, "build", {"seconds": 1})
    others = CIRCUMSTANCES | {changed: "other"}
    with pytest.raises(CommandError, match=f"other {changed}"):
        Results.opened(file, others)
    assert Results.opened(file, others, fresh=True).sizes == {}
    held = Results.opened(file, CIRCUMSTANCES)
    assert held.sizes == {SIZE: {"build": {"seconds": 1}}}


@pytest.mark.parametrize("fresh", [False, True])
@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 0, "sizes": {}}'])
def test_another_file_is_never_overwritten(
    tmp_path: Path, text: str, fresh: bool
) -> None:
    file = tmp_path / "results.json"
    file.write_text(text)
    with pytest.raises(CommandError, match="no results file"):
        Results.opened(file, CIRCUMSTANCES, fresh=fresh)
    assert file.read_text() == text


# The command line.


def test_sizes_are_read_in_order() -> None:
    assert command.parse_sizes("1_000, 10,10") == [10, 1000]


@pytest.mark.parametrize("text", ["0", "-1", "ten", "", "10,,20", "1.5", "60000000"])
def test_sizes_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(CommandError, match="--customers"):
        command.parse_sizes(text)


def test_peers_are_known_by_name() -> None:
    assert [peer.name for peer in command.parse_peers(" pandas_rfm ")] == ["pandas_rfm"]
    assert command.parse_peers("") == []
    with pytest.raises(CommandError, match=r"--peers has nobody: .* splink_clustering"):
        command.parse_peers("nobody,pandas_rfm")


def test_what_others_need_is_not_left_out() -> None:
    assert command.parse_product("") == list(PRODUCT)
    kept = command.parse_product("models, rebuild")
    assert [piece.name for piece in kept] == ["simulate", "build", "floor"]
    with pytest.raises(CommandError, match=r"--without has build: .* rebuild, models"):
        command.parse_product("build,models")


@pytest.mark.parametrize("text", ["0", "two", "-1"])
def test_threads_are_positive(text: str) -> None:
    with pytest.raises(CommandError, match="IDIC_THREADS"):
        command.parse_threads(text)


def test_another_engine_is_refused(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("IDIC_ENGINE", "spark")
    with pytest.raises(typer.Exit):
        command.main("10")
    assert "The bench measures DuckDB: unset IDIC_ENGINE" in capsys.readouterr().err


def test_what_is_measured_is_shown_though_a_later_piece_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(measured: Bench, sizes: list[int], _reporter: Reporter) -> None:
        measured.results.record(sizes[0], "build", known_pieces(1)["build"])
        raise CommandError("no more")

    monkeypatch.setenv("IDIC_DATABASE", str(tmp_path / "x.duckdb"))
    monkeypatch.setattr(Bench, "run", fail)
    with pytest.raises(typer.Exit):
        command.main("10", peers="", results=tmp_path / "r.json")
    shown = capsys.readouterr()
    assert "| 10 | build | 12.0 |" in shown.out
    assert "no more" in shown.err


def test_floor_and_peers_keep_to_the_memory_of_the_build(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    limited = replace(job, settings=replace(job.settings, memory="1GiB"))
    with open_engine(limited.limits) as engine:
        limit = engine.execute("select current_setting('memory_limit')").fetchall()
    assert limit == [("1.0 GiB",)]
    assert job.limits == {"threads": 2}


# Ratios of known measurements.


def part(name: str, kind: str, seconds: float, stage: str = "", rows: int = 0) -> Any:
    return {
        "name": name,
        "kind": kind,
        "stage": stage,
        "rows": rows,
        "seconds": seconds,
        "cpu_seconds": 2 * seconds,
        "peak_memory_bytes": 100,
        "read_bytes": 1000,
        "written_bytes": None,
    }


def known_pieces(scale: float) -> Any:
    """Return a size: its build takes 12, the floor 1 + 2, the strict floor 1 + 0.5."""
    whole = part("", "", 12 * scale, rows=0)
    return {
        "build": {
            **whole,
            "parts": [part("staging", "step", 8 * scale), part("gate", "step", 4)],
            "facts": {"raw_rows": {"orders": int(100 * scale), "contacts": 0}},
        },
        "floor": {
            "parts": [
                part("read", "work", 1),
                part("write", "work", 2),
                part("write bytes", "work", 0.5),
            ]
        },
        "models": {
            "parts": [
                part("int_contact_components", "model", 3, "identify", rows=60),
                part("dim_customers", "model", 1, "identify"),
                part("unique_dim_customers", "test", 5, "identify"),
                part("stg_orders", "model", 4, "staging"),
                part("between", "other", 2, "staging"),
            ]
        },
        "splink_clustering": {
            "parts": [part("links", "load", 50), part("cluster", "work", 15)],
            "facts": {"results": 7, "our_results": 7},
            "version": "5",
        },
        "pandas_rfm": {"skipped": "pandas is not there"},
    }


def test_a_build_is_compared_with_both_floors() -> None:
    pieces = known_pieces(1)
    ours = of_piece(pieces, "build")
    assert seconds_ratio(ours, floor_of(pieces)) == pytest.approx(4)
    assert seconds_ratio(ours, floor_of(pieces, strict=True)) == pytest.approx(8)
    assert cpu_ratio(ours, floor_of(pieces)) == pytest.approx(4)
    assert ours is not None
    assert ours.rows_per_second == pytest.approx(100 / 12)


def test_a_peer_is_compared_with_the_models_that_do_the_same() -> None:
    pieces = known_pieces(1)
    components, prediction = PEERS["splink_clustering"], PEERS["splink_prediction"]
    theirs = peers_work(pieces, components)
    assert seconds_ratio(theirs, our_work(pieces, components)) == pytest.approx(5)
    stage = our_work(pieces, prediction)
    assert stage is not None
    assert stage.seconds == pytest.approx(4)
    assert peers_work(pieces, prediction) is None


def test_growth_is_divided_by_that_of_the_data() -> None:
    small, large = known_pieces(1), known_pieces(2)
    assert growth(small, large, "build") == pytest.approx(1)
    large["build"]["seconds"] *= 3
    assert growth(small, large, "build") == pytest.approx(3)
    assert growth(small, large, "rebuild") is None


def test_what_is_unknown_has_no_ratio() -> None:
    assert ratio(None, 1) is None
    assert ratio(1, 0) is None
    assert seconds_ratio(None, floor_of(known_pieces(1))) is None
    assert floor_of({}) is None


def test_the_report_holds_ratios_shares_and_reasons(tmp_path: Path) -> None:
    results = Results(tmp_path / "results.json", FULL_CIRCUMSTANCES)
    results.sizes = {100: known_pieces(1), 200: known_pieces(2), 300: {}}
    text = report(results, [100, 200, 300, 400])
    lines = [" ".join(line.split()) for line in text.splitlines()]
    build_line = next(line for line in lines if line.startswith("| 100 | build"))
    assert build_line.endswith("| 3.00 | 4.0 × | 4.0 × | 8.0 × |")
    assert "| 100 → 200 | 2.0 × | 1.00 | 1.00 | | | | | | |" in lines
    [peer_line] = [line for line in lines if line.startswith("| 100 | splink 5 |")]
    assert "| 15.00 | 3.00 | 5.0 × | 5.0 × | 100 B | 100 B | 7 | 7 |" in peer_line
    assert any("RFM scores and segments: pandas is not there" in line for line in lines)
    assert any(
        line.startswith("| int_contact_components | 3.00 | 38% | 60 | 20 |")
        for line in lines
    )
    assert "| staging | 8.0 | 16.0 | |" in lines
    widths = [line.count("|") for line in text.split("\n\n")[4].splitlines()]
    assert len(set(widths)) == 1


FULL_CIRCUMSTANCES = {
    "code": "abc",
    "engine": "duckdb",
    "threads": 2,
    "memory_limit": "",
    "machine": {
        "cores": 2,
        "processor": "p",
        "memory_bytes": 8_000_000_000,
        "system": "Linux",
    },
    "versions": {"duckdb": "1"},
}


# The floor.


@needs_proc
def test_the_floor_reads_the_columns_of_the_contract_alone(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    words = [os.urandom(16).hex() for _ in range(40_000)]
    frame = pa.table({"order_id": words, "net_amount": words, "stranger": words})
    pq.write_table(frame, raw / "orders.parquet", use_dictionary=False)
    (raw / "stores.csv").write_text("store_id,city\n" + "1,Ulm\n" * 10)
    chunks = pq.read_metadata(raw / "orders.parquet").row_group(0)
    wanted = sum(chunks.column(place).total_compressed_size for place in (0, 1))
    job = job_in(tmp_path)
    meter = Meter()
    with open_engine(job.limits) as engine:
        meter.lap()
        assert read_raw(engine, raw) == 40_010
        read = known(meter.lap().read_bytes)
    assert wanted <= read < wanted + 0.5 * chunks.column(2).total_compressed_size


@needs_proc
def test_the_floor_writes_as_many_bytes_as_are_published(tmp_path: Path) -> None:
    job = job_in(tmp_path)
    job.settings.raw.mkdir()
    public = job.settings.published / "current"
    public.mkdir(parents=True)
    numbers = [os.urandom(8).hex() for _ in range(90_000)]
    pq.write_table(pa.table({"a": numbers}), public / "t.parquet", compression="zstd")
    finding = floor(job, Meter(), lambda _: None)
    _, write, plain = finding.parts
    published = size(public)
    assert published <= known(plain.measure.written_bytes) < published + 1000
    assert finding.facts["rewritten_bytes"] == pytest.approx(published, rel=0.3)
    assert known(write.measure.written_bytes) >= finding.facts["rewritten_bytes"]
    assert write.rows == 90_000
    assert not (tmp_path / "floor").exists()


# The product and the peers, for real.


def test_models_are_measured_one_by_one(project: Path, tmp_path: Path) -> None:
    job = job_in(tmp_path)
    job = replace(job, settings=replace(job.settings, project=project))
    measured = measure("models", models, job)
    parts = {(part["stage"], part["name"]): part for part in measured["parts"]}
    people = parts["staging", "dim_people"]
    assert (people["kind"], people["rows"]) == ("model", 10)
    assert parts["staging", "record_rules"]["kind"] == "seed"
    assert {part["kind"] for part in parts.values()} == {
        *("model", "seed", "test", "other")
    }
    assert ("identify", "between") in parts
    within = sum(part["seconds"] for part in measured["parts"])
    assert within == pytest.approx(measured["seconds"], rel=0.1)
    assert all(part["seconds"] > 0 for part in parts.values())


def test_a_small_company_is_measured_from_simulation_to_peers(tmp_path: Path) -> None:
    pytest.importorskip("splink", reason="requirements-bench.txt is not installed")
    product = command.parse_product(without="rebuild,models")
    measured = bench(tmp_path, product=product, peers=tuple(PEERS.values()))
    shown = run(measured, 400)
    assert "Warning" not in shown
    held = json.loads((tmp_path / "results.json").read_text())["sizes"]["400"]
    assert held["build"]["facts"]["raw_rows"]["orders"] > 50
    labels = [part["name"] for part in held["build"]["parts"]]
    assert {"staging", "gate of staging", "publish"} <= set(labels)
    floor_read = held["floor"]["parts"][0]
    assert floor_read["rows"] == sum(held["build"]["facts"]["raw_rows"].values())
    clustering = held["splink_clustering"]["facts"]
    assert clustering["results"] == clustering["our_results"] > 10
    customers = held["splink_prediction"]["facts"]
    persons = listed_persons(tmp_path / "again", 400)
    ours_off = abs(customers["our_results"] - persons)
    assert ours_off <= 0.2 * persons
    assert ours_off <= abs(customers["results"] - persons)
    assert held["pandas_rfm"]["facts"]["differences"] == 0
    assert held["pandas_rfm"]["facts"]["results"] > 40
    assert held["lifetimes_clv"]["facts"]["results"] > 200
    results = replace_circumstances(measured.results)
    assert "splink 5" in report(results, [400])


def listed_persons(raw: Path, customers: int) -> int:
    """Return how many persons the listed contacts of the simulated company are."""
    demo(raw=raw, customers=customers, seed=SEED)
    labels = read_truth(raw.with_name(f"{raw.name}_truth"))
    return len({who for key, who in labels.items() if ":guest:" not in key})


def replace_circumstances(results: Results) -> Results:
    results.circumstances = FULL_CIRCUMSTANCES
    return results
