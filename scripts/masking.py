"""Values made unreadable, their shape kept: any of them may be personal."""

import unicodedata

_LONGEST = 40


def masked(text: str) -> str:
    """Return a value of which only the shape can be read.

    Letters become `x`, digits `9`; marks stay, as it is they that are wrong most
    often: `31/12/85` reads `99/99/99`, `ann@@example.com` reads `xxx@@xxxxxxx.xxx`.
    """
    return "".join(_mask(character) for character in shortened(text))


def shortened(text: str) -> str:
    """Return a value on one line, at most 40 characters of it."""
    line = "".join(
        character if character.isprintable() else "·" for character in text[:_LONGEST]
    )
    return line if len(text) <= _LONGEST else f"{line[:-1]}…"


def _mask(character: str) -> str:
    """Mask letters with the marks that combine with them, and all kinds of digits."""
    kind = unicodedata.category(character)[0]
    return {"L": "x", "M": "x", "N": "9"}.get(kind, character)
