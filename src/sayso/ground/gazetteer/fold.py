"""One spelling for a place name, so that "São Paulo", "SAO PAULO" and "Sao Paulo" meet."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile(r"['’‘`ʿʾ.]")
_SPACES = re.compile(r"[\s\-‐‑–_]+")


def fold(name: str) -> str:
    """The name without accents, case, points and apostrophes; hyphens are spaces.

    >>> fold("Saint-Étienne"), fold("Sana'a"), fold("St. Louis")
    ('saint etienne', 'sanaa', 'st louis')
    """
    if name.isascii():
        plain = name
    else:
        decomposed = unicodedata.normalize("NFKD", name)
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _SPACES.sub(" ", _MARKS.sub("", plain)).strip().casefold()
