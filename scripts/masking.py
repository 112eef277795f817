"""Personal values made unreadable, their shape kept."""

import re

_LONGEST = 40
_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")


def masked(text: str) -> str:
    """Return a value of which only the shape can be read.

    Letters become `x`, digits `9`; marks stay, as it is they that are wrong most
    often: `31/12/85` reads `99/99/99`, `ann@@example.com` reads `xxx@@xxxxxxx.xxx`.
    """
    return _DIGIT.sub("9", _LETTER.sub("x", shortened(text)))


def shortened(text: str) -> str:
    """Return a value on one line, at most 40 characters of it."""
    line = "".join(character if character.isprintable() else "·" for character in text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
