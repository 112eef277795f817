"""Contact records: what the source systems know of the persons."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from scripts.demo.addresses import describe
from scripts.demo.contact_points import Luck, write_emails, write_phones
from scripts.demo.knobs import Knobs
from scripts.demo.names import load_names
from scripts.demo.period import Period
from scripts.demo.persons import Persons
from scripts.demo.places import COUNTRIES
from scripts.demo.rows import times
from scripts.demo.streams import Streams
from scripts.demo.systems import (
    CALL_CENTRE,
    CRM,
    LETTERS,
    MARKETPLACE,
    NAMES,
    TILL,
    Memberships,
    numbered,
)
from scripts.demo.text import (
    Ints,
    Texts,
    Times,
    choose,
    days,
    edit,
    join,
    misspell,
    nothing,
    number,
    take,
    texts,
)

# Every so many persons, one of each of the rarer words; all others are consumers.
TYPES, TYPE_SPAN = texts(["employee", "private", "b2c", "consumer"]), 200
ALWAYS_KNOWN = np.datetime64("1900-01-01", "D")
MOVE_LAG_DAYS = 20.0


def contact_ids(members: Memberships, block: int) -> Texts:
    """Return the id of each contact, unique within its system."""
    letters = take(LETTERS, members.system)
    return join(letters, number(numbered(members.system, block), 11))


def contacts_table(
    streams: Streams,
    knobs: Knobs,
    period: Period,
    persons: Persons,
    members: Memberships,
    deleted_at: Times,
) -> pa.Table:
    """Return the raw table: the first versions in the order of the registrations.

    A move that became known is a further version, and so is a deletion.
    """
    rng = streams.of("contacts")
    person, system = members.person, members.system
    columns = {
        "source_system": take(NAMES, system),
        "contact_id": contact_ids(members, streams.block),
        **_names(rng, knobs, persons, members),
        **_points(streams, knobs, persons, members),
        "birth_date": _births(rng, knobs, persons, person),
        "gender": choose(
            rng.random(len(person)) < 0.5,  # noqa: PLR2004
            None,
            choose(persons.is_female[person], "female", "male"),
        ),
    }
    created = members.since
    moved = persons.moved_at[person]
    has_moved = moved <= created
    known = ~has_moved & ~np.isnat(moved)
    known &= rng.random(len(person)) < knobs.move_known_share
    updated = moved + days(rng.exponential(MOVE_LAG_DAYS, len(person)))
    known &= updated <= period.last
    silent = rng.random(len(person)) < knobs.address_missing_share
    old = np.where(has_moved, persons.new_address[person], persons.address[person])
    country = persons.country[person]
    columns["language_code"] = take(texts([c.language for c in COUNTRIES]), country)
    columns["time_zone"] = take(texts([c.time_zone for c in COUNTRIES]), country)
    kind = take(TYPES, np.minimum(persons.number[person] % TYPE_SPAN, len(TYPES) - 1))
    columns["customer_type"] = choose(system == CRM, kind, None)
    first = _version(columns, silent, old, created, np.full_like(created, "NaT"))
    first = first.append_column("recorded_at", times(period.recorded(created)))
    moves = np.flatnonzero(known & ~silent)
    base = {name: column.take(pa.array(moves)) for name, column in columns.items()}
    second = _version(
        base, silent[moves], persons.new_address[person[moves]], created[moves],
        updated[moves],
    )  # fmt: skip
    seen = times(period.recorded(updated[moves]))
    second = second.append_column("recorded_at", seen)
    newest = np.arange(len(person))
    newest[moves] = len(person) + np.arange(len(moves))
    too_late = known & ~silent & (updated >= deleted_at - np.timedelta64(1, "D"))
    gone = np.flatnonzero(~np.isnat(deleted_at) & ~too_late)
    third = pa.concat_tables([first, second]).take(pa.array(newest[gone]))
    for name, stamp in (
        ("updated_at", deleted_at[gone]),
        ("recorded_at", period.recorded(deleted_at[gone])),
    ):
        place = third.column_names.index(name)
        third = third.set_column(place, name, times(stamp))
    third = third.append_column("deleted_at", times(deleted_at[gone]))
    return pa.concat_tables([first, second, third], promote_options="default")


def _version(
    columns: dict[str, pa.Array],
    silent: np.ndarray,
    address: Ints,
    created: np.ndarray,
    updated: np.ndarray,
) -> pa.Table:
    """Return one version of records: the given columns, an address and its times."""
    where = {
        name: column if name == "country_code" else choose(silent, None, column)
        for name, column in describe(address).items()
    }
    stamps = {"created_at": times(created), "updated_at": times(updated)}
    return pa.table({**columns, **where, **stamps})


def _names(
    rng: np.random.Generator, knobs: Knobs, persons: Persons, members: Memberships
) -> dict[str, Texts]:
    """Return given_name, family_name and full_name with nicknames, typos, swaps."""
    names, luck = load_names(), Luck(rng, len(members.person))
    given_place = persons.given[members.person]
    family_place = persons.family[members.person]
    folded = luck.below(knobs.folded_name_share)
    given = choose(
        folded, take(names.folded, given_place), take(names.plain, given_place)
    )
    family = choose(
        folded,
        pc.utf8_upper(take(names.folded, family_place)),
        take(names.plain, family_place),
    )
    nick = luck.below(knobs.nickname_share)
    given = choose(nick, take(names.nick, given_place), given)
    typo = luck.below(knobs.name_typo_share)
    family = edit(family, typo, misspell, rng.random(luck.count))
    swapped = luck.below(knobs.swapped_name_share)
    given, family = choose(swapped, family, given), choose(swapped, given, family)
    joined = np.isin(members.system, (MARKETPLACE, CALL_CENTRE))
    joined &= luck.below(knobs.full_name_share)
    return {
        "given_name": choose(joined, None, given),
        "family_name": choose(joined, None, family),
        "full_name": choose(joined, join(given, " ", family), nothing(luck.count)),
    }


def _points(
    streams: Streams, knobs: Knobs, persons: Persons, members: Memberships
) -> dict[str, Texts]:
    """Return e-mail and phone; a shop always asks for the former, a call centre not."""
    rng, person, system = streams.of("points"), members.person, members.system
    factor = np.array([0.1, 1.2, 2.5, 0.2, 2.5])[system]
    no_email = rng.random(len(person)) < knobs.email_missing_share * factor
    no_phone = rng.random(len(person)) < knobs.phone_missing_share
    no_phone &= system != CALL_CENTRE
    return {
        "email": choose(no_email, None, write_emails(rng, knobs, persons, person)),
        "phone": choose(no_phone, None, write_phones(rng, knobs, persons, person)),
    }


def _births(
    rng: np.random.Generator, knobs: Knobs, persons: Persons, person: Ints
) -> Texts:
    """Return birth dates as text, some with day and month swapped or a dummy."""
    luck, born = Luck(rng, len(person)), persons.birth_date[person]
    plain = pa.array(born).cast(pa.string())
    year, month, day = (
        pc.utf8_slice_codeunits(plain, *span) for span in ((0, 4), (5, 7), (8, 10))
    )
    swappable = (born - born.astype("datetime64[M]")).astype(int) < 12  # noqa: PLR2004
    wrong = luck.below(knobs.birth_error_share)
    swaps = wrong & swappable & luck.below(0.5)
    written = choose(swaps, join(year, "-", day, "-", month), plain)
    written = choose(wrong & ~swaps, str(ALWAYS_KNOWN), written)
    return choose(luck.below(knobs.birth_missing_share), None, written)


def identifiers_table(
    streams: Streams,
    knobs: Knobs,
    period: Period,
    persons: Persons,
    members: Memberships,
) -> pa.Table:
    """Return the raw table: loyalty cards of the till, some known to the CRM."""
    rng = streams.of("identifiers")
    at_till = np.zeros(len(persons), bool)
    at_till[members.person[members.system == TILL]] = True
    known = rng.random(len(members.person)) < knobs.loyalty_in_crm_share
    known &= (members.system == CRM) & at_till[members.person]
    rows = np.flatnonzero(((members.system == TILL) & ~members.is_second) | known)
    seen = members.since[rows]
    return pa.table(
        {
            "source_system": take(NAMES, members.system[rows]),
            "contact_id": take(contact_ids(members, streams.block), rows),
            "identifier_type": texts(["loyalty_card"] * len(rows)),
            "identifier_value": take(persons.loyalty_card, members.person[rows]),
            "seen_at": times(seen),
            "recorded_at": times(period.recorded(seen)),
        }
    )
