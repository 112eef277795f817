"""Name lists of several cultures, read once from Faker and drawn with numpy."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from scripts.demo.places import COUNTRIES
from scripts.demo.streams import Streams
from scripts.demo.text import Floats, Ints, Texts, fold, texts

NICKNAMES = {
    "Alexander": "Alex", "Alexandra": "Sandra", "Andreas": "Andi", "Anthony": "Tony",
    "Benjamin": "Ben", "Catherine": "Cathy", "Charles": "Charlie",
    "Christian": "Chris", "Christina": "Tina", "Christine": "Chris",
    "Christopher": "Chris", "Concepción": "Concha", "Daniel": "Dan", "David": "Dave",
    "Edward": "Ted", "Elisabeth": "Lisa", "Elizabeth": "Liz", "Francesco": "Franco",
    "Francisco": "Paco", "Frederick": "Fred", "Giuseppe": "Beppe",
    "Giovanni": "Gianni", "Hans-Peter": "Hape", "Ignacio": "Nacho",
    "Isabel": "Isa", "James": "Jim", "Jennifer": "Jenny", "Jessica": "Jess",
    "Johannes": "Hannes", "Jonathan": "Jon", "Joseph": "Joe", "José": "Pepe",
    "Katharina": "Kathi", "Katherine": "Kate", "Luigi": "Gigi", "Manuel": "Manolo",
    "Margaret": "Maggie", "Maria": "Mia", "Matthew": "Matt", "Matthias": "Matze",
    "Maximilian": "Max", "Michael": "Mike", "Nicholas": "Nick", "Patricia": "Pat",
    "Rebecca": "Becky", "Richard": "Dick", "Robert": "Bob", "Samantha": "Sam",
    "Samuel": "Sam", "Sebastian": "Basti", "Stephanie": "Steffi", "Stephen": "Steve",
    "Steven": "Steve", "Susan": "Sue", "Theresa": "Resi", "Thomas": "Tom",
    "Timothy": "Tim", "Victoria": "Vicky", "William": "Bill", "Wilhelm": "Willi",
}  # fmt: skip


@dataclass(frozen=True)
class Names:
    """All names of all cultures in one list each.

    Attributes:
        plain: The names as written.
        folded: The same in ASCII.
        slug: The same in ASCII letters, lower case, fit for an e-mail.
        nick: A nickname, or the initial with a point where there is none.
        ranges: Key ``(culture, kind)`` to the positions and their probabilities; the
            kinds are ``female``, ``male`` and ``family``.
    """

    plain: Texts
    folded: Texts
    slug: Texts
    nick: Texts
    ranges: Mapping[tuple[str, str], tuple[Ints, Floats]]

    def draw(
        self, rng: np.random.Generator, culture: str, kind: str, count: int
    ) -> Ints:
        """Draw positions of names, the frequent ones more often."""
        places, chances = self.ranges[culture, kind]
        return rng.choice(places, size=count, p=chances)


@cache
def load_names() -> Names:
    """Read the lists of all cultures that the countries use."""
    cultures = sorted({c for country in COUNTRIES for c, _ in country.cultures})
    plain: list[str] = []
    ranges: dict[tuple[str, str], tuple[Ints, Floats]] = {}
    for culture in cultures:
        module = importlib.import_module(f"faker.providers.person.{culture}")
        lists = {
            "female": module.Provider.first_names_female,
            "male": module.Provider.first_names_male,
            "family": module.Provider.last_names,
        }
        for kind, source in lists.items():
            names, chances = _weighted(source, f"{culture} {kind}")
            places = np.arange(len(plain), len(plain) + len(names))
            ranges[culture, kind] = (places, chances)
            plain.extend(names)
    folded = [fold(name) or name for name in plain]
    slugs = ["".join(filter(str.isalpha, name.lower())) or "x" for name in folded]
    nicks = [NICKNAMES.get(name, name[0] + ".") for name in plain]
    return Names(texts(plain), texts(folded), texts(slugs), texts(nicks), ranges)


def _weighted(source: object, label: str) -> tuple[list[str], Floats]:
    """Return names and probabilities; Zipf in a fixed order where no weights are."""
    if isinstance(source, Mapping):
        names = [str(name) for name in source]
        weights = np.array([float(source[name]) for name in names])
    else:
        unique = list(dict.fromkeys(str(name) for name in source))  # type: ignore[attr-defined]
        order = Streams(0).of(f"names {label}").permutation(len(unique))
        names = [unique[place] for place in order]
        weights = 1.0 / (np.arange(len(names)) + 15.0)
    return names, weights / weights.sum()
