"""Random streams: one per block of persons and purpose, so that parts stay apart."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Streams:
    """Gives each purpose its own generator.

    A new purpose, or more draws in one, leaves the draws of all others as they were.

    Attributes:
        seed: The seed of the run.
        block: Number of the block of persons; −1 for what all blocks share.
        part: Mark of a part of the business with draws and ids of its own; empty for
            what private persons buy of their own accord.
    """

    seed: int
    block: int = -1
    part: str = ""

    def of(self, purpose: str) -> np.random.Generator:
        """Return the generator of a purpose, always in its initial state."""
        label = f"{self.part} {purpose}" if self.part else purpose
        entropy = (self.seed, self.block + 1, zlib.crc32(label.encode()))
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))

    def within(self, part: str) -> Streams:
        """Return the streams of a part of the business."""
        return replace(self, part=part)
