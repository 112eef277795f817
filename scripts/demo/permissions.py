"""Permissions: who allows marketing, who takes it back, and what is recorded of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from scripts.demo.knobs import Knobs
from scripts.demo.period import Period
from scripts.demo.persons import Persons
from scripts.demo.rows import stack, times
from scripts.demo.streams import Streams
from scripts.demo.systems import CRM, ID_SPAN, WEB_SHOP, Memberships
from scripts.demo.text import (
    Bools,
    Ints,
    Texts,
    Times,
    choose,
    days,
    join,
    number,
    take,
    texts,
)
from scripts.demo.whom import guests_truth, of_members

CHANNELS = texts(["email", "phone", "mail", "newsletter"])
EMAIL, PHONE, MAIL = range(3)
PURPOSES = texts(["marketing", "profiling"])
STATUSES = texts(
    ["granted", "denied", "withdrawn", "objected", "opt_in", "unsubscribed"]
)
GRANTED, DENIED, WITHDRAWN, OBJECTED, OPT_IN, UNSUBSCRIBED = range(6)
EVIDENCE = texts(
    ["form", "form", "preference page", "letter", "form", "unsubscribe link"]
)
DENIED_SHARE, PHONE_SHARE, OBJECTION_SHARE = 0.7, 0.3, 0.01


@dataclass(frozen=True)
class Statements:
    """What registrations said, one entry each.

    Attributes:
        member: Position of the registration.
        channel: Position in ``CHANNELS``.
        purpose: Position in ``PURPOSES``.
        status: Position in ``STATUSES``.
        at: When.
    """

    member: Ints
    channel: Ints
    purpose: Ints
    status: Ints
    at: Times


@dataclass(frozen=True)
class Permissions:
    """What each registration allows by e-mail.

    Attributes:
        granted: Allowed marketing when it began.
        withdrawn_at: When it was taken back; NaT for never.
    """

    granted: Bools
    withdrawn_at: Times


def draw_permissions(
    streams: Streams,
    knobs: Knobs,
    period: Period,
    members: Memberships,
    emails: Texts,
) -> Permissions:
    """Draw who allows marketing by e-mail in the web shop and the CRM.

    Args:
        streams: The block's random streams.
        knobs: Shares of consents granted and withdrawn.
        period: The simulated period.
        members: The registrations.
        emails: The address of each, or null: without one nothing is granted.
    """
    rng, count = streams.of("permissions"), len(members.person)
    asked = np.isin(members.system, (WEB_SHOP, CRM))
    granted = asked & (rng.random(count) < knobs.consent_granted_share)
    granted &= emails.is_valid().to_numpy(False)
    ends = members.since + days(1 + rng.exponential(200.0, count))
    ended = granted & (rng.random(count) < knobs.consent_withdrawn_share)
    ended &= ends <= period.last
    return Permissions(granted, np.where(ended, ends, np.datetime64("NaT", "s")))


def collect_statements(
    streams: Streams,
    period: Period,
    members: Memberships,
    permissions: Permissions,
    unsubscribed: tuple[Ints, Times],
) -> Statements:
    """Return all that was said, ordered by time.

    Args:
        streams: The block's random streams.
        period: The simulated period.
        members: The registrations.
        permissions: What they allow by e-mail.
        unsubscribed: Registrations that left a campaign, and when.
    """
    rng, count = streams.of("statements"), len(members.person)
    asked = np.isin(members.system, (WEB_SHOP, CRM))
    luck, phone, post = rng.random((3, count))
    # Who says neither yes nor no left the box untouched.
    denied = asked & ~permissions.granted & (luck < DENIED_SHARE)
    by_phone = (members.system == CRM) & (phone < PHONE_SHARE)
    objects = (members.system == CRM) & (post < OBJECTION_SHARE)
    later = members.since + days(rng.exponential(150.0, count))
    objects &= later <= period.last
    given = np.where(members.person % 3 == 0, OPT_IN, GRANTED)
    parts = [
        (permissions.granted, EMAIL, 0, given, members.since),
        (denied, EMAIL, 0, np.full(count, DENIED), members.since),
        (by_phone, PHONE, 0, given, members.since),
        (objects, MAIL, 1, np.full(count, OBJECTED), later),
        (
            ~np.isnat(permissions.withdrawn_at), EMAIL, 0, np.full(count, WITHDRAWN),
            permissions.withdrawn_at,
        ),
    ]  # fmt: skip
    member, at = unsubscribed
    said = _statements(member, EMAIL, 0, np.full(len(member), UNSUBSCRIBED), at)
    for mask, channel, purpose, status, when in parts:
        rows = np.flatnonzero(mask)
        said = stack(
            said, _statements(rows, channel, purpose, status[rows], when[rows])
        )
    order = np.lexsort((said.channel, said.member, said.at))
    return Statements(
        *(getattr(said, name)[order] for name in Statements.__dataclass_fields__)
    )


def _statements(
    member: Ints, channel: int, purpose: int, status: Ints, at: Times
) -> Statements:
    count = len(member)
    return Statements(
        member, np.full(count, channel), np.full(count, purpose), status, at
    )


def consents_table(
    streams: Streams,
    knobs: Knobs,
    period: Period,
    persons: Persons,
    members: Memberships,
    ids: Texts,
    points: dict[str, Texts],
    said: Statements,
) -> tuple[pa.Table, pa.Table]:
    """Return the raw consents, each of its contact point, and the guests they make.

    Args:
        streams: The block's random streams.
        knobs: Shares of statements that name the address alone and of late ones.
        period: The simulated period.
        persons: The persons.
        members: The registrations.
        ids: Their contact ids.
        points: ``email`` and ``phone`` as each registration wrote them.
        said: The statements.
    """
    rng, count = streams.of("consents"), len(said.member)
    newsletter = (said.channel == EMAIL) & (rng.random(count) < knobs.mail_only_share)
    whom = of_members(persons, members, ids, said.member, newsletter)
    numbers = np.maximum(streams.block, 0) * ID_SPAN + 1 + np.arange(count)
    consent_id = join("N", number(numbers, 11))
    late = np.where(rng.random(count) < knobs.late_share, rng.uniform(2, 20, count), 0)
    email = choose(said.channel == EMAIL, take(points["email"], said.member), None)
    phone = choose(said.channel == PHONE, take(points["phone"], said.member), None)
    basis = np.where(said.purpose == 0, 0, 1)
    channel = np.where(newsletter, len(CHANNELS) - 1, said.channel)
    columns: dict[str, pa.Array] = {
        "consent_id": consent_id,
        **whom.columns(),
        "email": choose(newsletter, whom.email, email),
        "phone": phone,
        "channel": take(CHANNELS, channel),
        "consent_purpose": take(PURPOSES, said.purpose),
        "status": take(STATUSES, said.status),
        "legal_basis": take(texts(["consent", "legitimate_interest"]), basis),
        "evidence": take(EVIDENCE, said.status),
        "occurred_at": times(said.at),
        "recorded_at": times(period.recorded(said.at, late)),
    }
    return pa.table(columns), guests_truth("consents", consent_id, whom, persons)
