"""The turns of conversations: when each was, what it promised, what it settled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from scripts.demo.conversations import GAP_DAYS, Conversations
from scripts.demo.period import Period
from scripts.demo.rows import select
from scripts.demo.streams import Streams
from scripts.demo.systems import ID_SPAN
from scripts.demo.text import Bools, Ints, Texts, Times, choose, days, join, number

PROMISE_DAYS = 3.0
NEVER = np.datetime64("NaT", "s")


@dataclass(frozen=True)
class Turns:
    """Interactions, one entry each, in the order of their conversations.

    Attributes:
        conversation: Position of the conversation.
        turn: 0, 1, … within it.
        started_at: When it began.
        ended_at: When it ended.
        due_at: When a promise made in it is due; NaT for none.
        kept_at: When that was kept; NaT for never.
        resolved_at: When the matter was settled, on the last turn; NaT for never.
    """

    conversation: Ints
    turn: Ints
    started_at: Times
    ended_at: Times
    due_at: Times
    kept_at: Times
    resolved_at: Times

    @property
    def is_first(self) -> Bools:
        """Whether a turn opens its conversation."""
        return self.turn == 0


def play_turns(streams: Streams, period: Period, talks: Conversations) -> Turns:
    """Play the turns of the conversations that fall in the period."""
    rng = streams.of("turns")
    conversation = np.repeat(np.arange(len(talks)), talks.turns)
    begins = np.cumsum(talks.turns) - talks.turns
    turn = np.arange(len(conversation)) - begins[conversation]
    gap = np.where(turn == 0, 0.0, 0.05 + rng.exponential(GAP_DAYS, len(turn)))
    total = np.cumsum(gap)
    started = talks.starts_at[conversation] + days(total - total[begins[conversation]])
    ended = started + days(rng.gamma(2.0, 4.0, len(turn)) / 1440 + 0.0005)
    promised = talks.promises[conversation] & (turn == 0)
    due = started + days(np.full(len(turn), PROMISE_DAYS))
    kept = due - days(rng.uniform(0.1, PROMISE_DAYS - 0.1, len(turn)))
    too_late = due + days(0.2 + rng.exponential(4.0, len(turn)))
    too_late[rng.random(len(turn)) < 0.5] = NEVER  # noqa: PLR2004
    kept = np.where(talks.keeps[conversation], kept, too_late)
    is_last = turn == talks.turns[conversation] - 1
    settled = ended + days(rng.exponential(0.5, len(turn)))
    settles = is_last & talks.is_solved[conversation]
    everything = Turns(
        conversation=conversation,
        turn=turn,
        started_at=started,
        ended_at=ended,
        due_at=np.where(promised, due, NEVER),
        kept_at=np.where(promised, kept, NEVER),
        resolved_at=np.where(settles, settled, NEVER),
    )
    return select(everything, np.flatnonzero(ended <= period.last))


def interaction_ids(streams: Streams, turns: Turns) -> Texts:
    """Return the ids of interactions."""
    numbers = np.maximum(streams.block, 0) * ID_SPAN + 1 + np.arange(len(turns.turn))
    return join("I", number(numbers, 11))


def turns_truth(streams: Streams, talks: Conversations, turns: Turns) -> pa.Table:
    """Return the conversation of each interaction, and the one it repeats."""
    block = np.maximum(streams.block, 0) * ID_SPAN
    repeats = talks.repeats[turns.conversation]
    name = join("TH", number(block + turns.conversation, 11))
    earlier = join("TH", number(block + np.maximum(repeats, 0), 11))
    return pa.table(
        {
            "interaction_id": interaction_ids(streams, turns),
            "conversation": name,
            "repeats_conversation": choose(repeats >= 0, earlier, None),
        }
    )
