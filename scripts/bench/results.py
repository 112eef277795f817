"""The results file: what was measured so far, written after each piece."""

import json
from pathlib import Path
from typing import Any

from scripts.command import CommandError

_FORMAT = 1
Measured = dict[str, Any]


class Results:
    """What was measured under the same circumstances.

    Attributes:
        circumstances: Machine, versions, code, engine, threads.
        sizes: Customers → name of a piece → what was measured. A piece that was left
            out has `skipped` (why) alone, a peer that failed `failed`.
    """

    def __init__(self, file: Path, circumstances: dict[str, Any]) -> None:
        """Start without results; nothing is written yet."""
        self.circumstances = circumstances
        self.sizes: dict[int, dict[str, Measured]] = {}
        self._file = file

    @classmethod
    def opened(
        cls, file: Path, circumstances: dict[str, Any], *, fresh: bool = False
    ) -> "Results":
        """Return the results to go on with.

        Args:
            file: The results file; it need not be there.
            circumstances: Those of this run.
            fresh: Begin anew whatever the file holds of earlier runs.

        Raises:
            CommandError: When the file was measured under other circumstances, or is
                no results file.
        """
        results = cls(file, circumstances)
        if not file.exists():
            return results
        try:
            held = json.loads(file.read_text())
            before = held["circumstances"]
            sizes = {int(size): pieces for size, pieces in held["sizes"].items()}
            is_ours = held["format"] == _FORMAT
        except (ValueError, KeyError, TypeError, AttributeError):
            is_ours = False
        if not is_ours:
            raise CommandError(
                f"{file} is no results file of this bench: name another one."
            )
        if fresh:
            return results
        changed = [name for name in before if before[name] != circumstances.get(name)]
        if changed:
            raise CommandError(
                f"{file} was measured with other {', '.join(changed)}: figures would"
                " not compare. Name another file, or begin anew with --fresh."
            )
        results.sizes = sizes
        return results

    def record(self, customers: int, piece: str, measured: Measured) -> None:
        """Keep what was measured, on the disk too."""
        self.sizes.setdefault(customers, {})[piece] = measured
        self._save()

    def forget(self, customers: int) -> None:
        """Drop all pieces of a size."""
        if self.sizes.pop(customers, None) is not None:
            self._save()

    def is_measured(self, customers: int, piece: str) -> bool:
        """Say whether a piece came to an end: measured, or failed for good."""
        measured = self.sizes.get(customers, {}).get(piece)
        return measured is not None and "skipped" not in measured

    def as_json(self) -> str:
        """Return everything as one JSON object."""
        content = {
            "format": _FORMAT,
            "circumstances": self.circumstances,
            "sizes": self.sizes,
        }
        return json.dumps(content, indent=1) + "\n"

    def _save(self) -> None:
        """Replace the file at once: whoever is killed leaves a whole one."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        new = self._file.with_name(f".{self._file.name}.new")
        new.write_text(self.as_json())
        new.replace(self._file)
