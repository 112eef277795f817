"""What the figures depend on: the machine, the versions and the code."""

import hashlib
import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from scripts.settings import PROJECT

_PACKAGES = ("duckdb", "dbt-core", "dbt-duckdb", "pyspark")
_CODE = (
    *("models", "macros", "seeds", "tests", "scripts", "dbt_project.yml"),
    *("profiles.yml", "requirements.txt", "requirements-bench.txt"),
)
_CPU_INFO = Path("/proc/cpuinfo")


def circumstances(engine: str, threads: int, memory: str) -> dict[str, Any]:
    """Return what must be equal for figures to be compared."""
    return {
        "code": code_digest(),
        "engine": engine,
        "threads": threads,
        "memory_limit": memory,
        "machine": machine(),
        "versions": {"python": platform.python_version()}
        | {name: package_version(name) for name in _PACKAGES},
    }


def machine() -> dict[str, Any]:
    """Return the machine: system, processor, cores of this process, memory."""
    return {
        "system": f"{platform.system()} {platform.release()}",
        "processor": _processor(),
        "cores": cores(),
        "memory_bytes": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
    }


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def package_version(name: str) -> str | None:
    """Return the installed version of a package; none when it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def code_digest() -> str:
    """Return a digest of all files that a build or the bench runs."""
    digest = hashlib.sha256()
    for name in _CODE:
        place = PROJECT / name
        files = [place] if place.is_file() else sorted(place.rglob("*"))
        for file in files:
            if file.is_file() and file.suffix not in (".pyc", ".md"):
                digest.update(str(file.relative_to(PROJECT)).encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _processor() -> str:
    if _CPU_INFO.exists():
        for line in _CPU_INFO.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
