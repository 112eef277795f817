"""Random streams: one per block of persons and purpose, so that parts stay apart."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Streams:
    """Gives each purpose its own generator.

    A new purpose, or more draws in one, leaves the draws of all others as they were.

    Attributes:
        seed: The seed of the run.
        block: Number of the block of persons; −1 for what all blocks share.
    """

    seed: int
    block: int = -1

    def of(self, purpose: str) -> np.random.Generator:
        """Return the generator of a purpose, always in its initial state."""
        entropy = (self.seed, self.block + 1, zlib.crc32(purpose.encode()))
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))
