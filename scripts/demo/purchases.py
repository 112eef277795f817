"""The purchase process: when each person buys, and for how much."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scripts.demo.knobs import Knobs
from scripts.demo.period import Period
from scripts.demo.streams import Streams
from scripts.demo.text import Bools, Floats, Ints, Times


@dataclass(frozen=True)
class Behaviour:
    """True parameters of each person.

    Attributes:
        is_prospect: Never buys.
        acquired_at: First purchase; a prospect's first contact.
        rate_per_day: λ, purchases per business day while alive.
        dropout_probability: p, after each purchase.
        spend_rate: ν of the Gamma(p, ν) value of a purchase; its mean is p / ν.
        dropped_at: Time of drop-out; NaT while alive.
        is_alive: Has not dropped out by the end; never true of a prospect.
        deal_share: Share of the purchases at a discount.
    """

    is_prospect: Bools
    acquired_at: Times
    rate_per_day: Floats
    dropout_probability: Floats
    spend_rate: Floats
    dropped_at: Times
    is_alive: Bools
    deal_share: Floats


@dataclass(frozen=True)
class Purchases:
    """Purchases in the order of person and time.

    Attributes:
        person: Position of the person in the block.
        at: When, in seconds.
        value: Target value of the goods in base currency.
        campaign: Position of the campaign that brought it about; −1 for none.
    """

    person: Ints
    at: Times
    value: Floats
    campaign: Ints


def simulate_purchases(
    streams: Streams, knobs: Knobs, period: Period, count: int
) -> tuple[Behaviour, Purchases]:
    """Simulate MBG/NBD purchases and Gamma-Gamma spend.

    While alive a person buys with rate λ ~ Gamma(r, α); after each purchase, the
    first one included, they drop out with probability p ~ Beta(a, b) (Batislam,
    Denizel & Filiztekin 2007; without the first one: Fader, Hardie & Lee 2005). The
    value of a purchase is Gamma(p, ν), ν ~ Gamma(q, γ) (Fader & Hardie 2013).

    Args:
        streams: The block's random streams.
        knobs: The parameters of the heterogeneity.
        period: The simulated period.
        count: Persons in the block.
    """
    rng = streams.of("behaviour")
    rate = rng.gamma(knobs.rate_shape, 1 / knobs.rate_scale_days, count)
    dropout = rng.beta(knobs.dropout_a, knobs.dropout_b, count)
    spend = rng.gamma(knobs.spend_q, 1 / knobs.spend_scale, count)
    begin = rng.beta(1.0, knobs.acquisition_skew, count) * period.length
    is_prospect = rng.random(count) < knobs.prospect_share
    deals = rng.beta(1.2, 1.2 * (1 / max(knobs.deal_share, 0.01) - 1) + 0.01, count)
    person, when, dropped = _purchase_times(
        streams.of("purchases"), knobs, period.length, (begin, rate, dropout),
        np.flatnonzero(~is_prospect),
    )  # fmt: skip
    value = streams.of("spend").gamma(knobs.spend_p, 1 / spend[person])
    dropped_at = period.to_calendar(np.nan_to_num(dropped))
    dropped_at[np.isnan(dropped)] = np.datetime64("NaT")
    behaviour = Behaviour(
        is_prospect=is_prospect,
        acquired_at=period.to_calendar(begin),
        rate_per_day=rate,
        dropout_probability=dropout,
        spend_rate=spend,
        dropped_at=dropped_at,
        is_alive=np.isnan(dropped) & ~is_prospect,
        deal_share=deals,
    )
    of_nobody = np.full(len(person), -1)
    return behaviour, Purchases(person, period.to_calendar(when), value, of_nobody)


def _purchase_times(
    rng: np.random.Generator,
    knobs: Knobs,
    length: float,
    parameters: tuple[Floats, Floats, Floats],
    buyers: Ints,
) -> tuple[Ints, Floats, Floats]:
    """Play the process for all buyers at once, one purchase a round.

    Args:
        rng: Random generator.
        knobs: Whether the first purchase may be the last by drop-out.
        length: End of the period, in business days.
        parameters: First purchase (business days), rate and drop-out per person.
        buyers: Positions of the persons who buy.

    Returns:
        Person and business time of each purchase, ordered by both; business time
        of drop-out per person, NaN while alive.
    """
    begin, rate, dropout = parameters
    dropped = np.full(len(begin), np.nan)
    who, now = buyers, begin[buyers]
    all_who, all_when = [who], [now]
    may_drop = knobs.dropout_at_zero
    while len(who):
        drops = (rng.random(len(who)) < dropout[who]) & may_drop
        dropped[who[drops]] = now[drops]
        who, now = who[~drops], now[~drops]
        with np.errstate(divide="ignore", over="ignore"):
            now = now + rng.standard_exponential(len(who)) / rate[who]
        inside = now < length
        who, now = who[inside], now[inside]
        all_who.append(who)
        all_when.append(now)
        may_drop = True
    person, when = np.concatenate(all_who), np.concatenate(all_when)
    order = np.lexsort((when, person))
    return person[order], when[order], dropped
