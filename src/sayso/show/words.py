"""Small wordings that the terminal, the demo and the pages share."""

from __future__ import annotations

from sayso.show.record import Json


def plural(number: int, noun: str) -> str:
    """A number with its noun.

    >>> plural(1, "claim"), plural(2000, "claim")
    ('1 claim', '2,000 claims')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def bounds(count: Json, noun: str) -> str:
    """A count between two bounds with its noun.

    >>> bounds({"low": 1, "high": 1}, "origin"), bounds({"low": 2, "high": 4}, "origin")
    ('1 origin', '2 to 4 origins')
    """
    low, high = count["low"], count["high"]
    return plural(low, noun) if low == high else f"{low} to {high} {noun}s"


PARTS = {
    **dict(zip(("21", "22", "23", "24"), ("spring", "summer", "autumn", "winter"), strict=True)),
    **{str(32 + n): f"quarter {n} of" for n in (1, 2, 3, 4)},
    **{str(39 + n): f"half {n} of" for n in (1, 2)},
}
"""Parts of a year by their EDTF numbers."""


def day_words(edtf: str | None) -> str:
    """A date as people write one; nothing for None. The sortable form is in the exports.

    >>> day_words("2031-03-04"), day_words("/2031-03-04"), day_words("../2031-02")
    ('2031-03-04', 'by 2031-03-04', 'until 2031-02')
    >>> day_words("2028/.."), day_words("2031-03-03/2031-03-09"), day_words("2030-22")
    ('from 2028', '2031-03-03 to 03-09', 'summer 2030')
    """
    start, parted, end = (edtf or "").partition("/")
    if not parted:
        year, _, part = start.partition("-")
        return f"{PARTS[part]} {year}" if part in PARTS else start
    if start in ("", ".."):
        return f"{'until' if start else 'by'} {day_words(end)}"
    if end in ("", ".."):
        return f"from {day_words(start)}"
    near = end.removeprefix(start[:5]) if len(start) == len(end) == 10 else day_words(end)
    return f"{day_words(start)} to {near}"


def one_line(cell: object) -> str:
    """Words on one line, without characters that steer a terminal; nothing for None.

    Reports are hostile: no control or direction-changing character reaches the screen.
    """
    return " ".join(visible("" if cell is None else str(cell)).split())


def visible(words: str) -> str:
    """The words with every unprintable character (but line breaks and tabs) replaced."""
    return "".join(
        c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}"
        for c in words.replace("\r\n", "\n").replace("\r", "\n")
    )


def shorten(words: str, width: int) -> str:
    """At most ``width`` characters on one line.

    >>> shorten("a long story", 7)
    'a long…'
    """
    flat = one_line(words)
    return flat if len(flat) <= width else flat[: width - 1].rstrip() + "…"
