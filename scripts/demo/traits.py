"""Traits of persons that only the truth knows."""

from __future__ import annotations

import numpy as np

from scripts.demo.knobs import Knobs
from scripts.demo.streams import Streams
from scripts.demo.text import Floats


def draw_elasticities(streams: Streams, knobs: Knobs, count: int) -> Floats:
    """Draw the elasticity of units to the price paid of each person, negative."""
    return -streams.of("elasticity").gamma(4.0, knobs.price_elasticity / 4, count)


def draw_responsiveness(streams: Streams, count: int) -> Floats:
    """Draw how readily each person follows a campaign; the mean is one."""
    return streams.of("responsiveness").beta(1.5, 1.5, count) * 2


def draw_wallet_shares(streams: Streams, count: int) -> Floats:
    """Draw which share of what they spend on their favourite category comes to us."""
    return np.clip(streams.of("wallets").beta(1.5, 1.8, count), 0.02, 0.98)
