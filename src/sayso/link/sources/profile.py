"""What is known of a person beside the name, and when that speaks against being one person.

Two people of one name show themselves by a country, by one job for two bodies, or by walks of life
that few share. Silence says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from sayso.link.tables import column, rows

__all__ = ["Profile", "clash", "profile", "shared_role"]

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'](?!s\b)[^\W_]+)?(?P<own>[’'](?:s\b|(?=\s)))?")
OF = re.compile(r"\b(?:of|for|at|to|from|with|in|who|on)\b", re.I)


@dataclass(frozen=True, slots=True)
class Profile:
    """Jobs (class -> for whom, as words), countries, walks of life, and words of bodies."""

    jobs: dict[str, frozenset[str]] = field(default_factory=dict)
    countries: frozenset[str] = frozenset()
    walks: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()

    @property
    def silent(self) -> bool:
        """Whether nothing in it could tell two people apart."""
        return not (self.countries or self.walks or any(self.jobs.values()))

    def joined(self, other: Profile) -> Profile:
        """What both say together."""
        jobs = {
            job: self.jobs.get(job, frozenset()) | other.jobs.get(job, frozenset())
            for job in {**self.jobs, **other.jobs}
        }
        return Profile(
            jobs, self.countries | other.countries, self.walks | other.walks,
            self.bodies | other.bodies,
        )  # fmt: skip


@cache
def _jobs() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2] if len(row) > 2 else "") for row in rows("roles.tsv")}


@cache
def _nations() -> dict[str, str]:
    return {w: row[0] for row in rows("nations.tsv") for w in [row[0], *row[1].split()]}


def profile(roles: Iterable[tuple[str | None, str | None]]) -> Profile:
    """What (role, affiliation) pairs say, each as worded.

    >>> profile([("mayor of Vell", None)]).jobs
    {'mayor': frozenset({'vell'})}
    >>> sorted(profile([("Finnish foreign minister", None)]).countries)
    ['finland']
    """
    found = Profile()
    for role, affiliation in roles:
        found = found.joined(_parsed(role or "", affiliation or ""))
    return found


@lru_cache(maxsize=16_384)
def _parsed(role: str, affiliation: str) -> Profile:
    before, _, after = _cut(role)
    job = next((j for w, _ in reversed(_words(before)) if (j := _jobs().get(w.casefold()))), None)
    own = {
        word.casefold()
        for word, possessive in _words(before)
        if (word[:1].isupper() or possessive) and word.casefold() not in _jobs()
    }
    named = (w for w, _ in (*_words(after), *_words(affiliation)) if _names(w))
    words = own | {w.casefold() for w in named}
    words = {w for w in words if w not in column("neutral_role_words.tsv") and len(w) > 1}
    words -= column("function_words.tsv") | set(_jobs())
    nations = frozenset(_nations()[w] for w in words if w in _nations())
    whose = frozenset(_nations().get(w, w) for w in words)
    return Profile(
        {job[0]: whose} if job else {},
        nations,
        frozenset([job[1]] if job and job[1] else []),
        whose - nations,
    )


def _names(word: str) -> bool:
    """Whether a word of what a role is for names a body or place ("for two years" names none)."""
    return word[:1].isupper() or word in column("body_words.tsv")


def _cut(role: str) -> tuple[str, str, str]:
    match = OF.search(role)
    return (role[: match.start()], match.group(), role[match.end() :]) if match else (role, "", "")


def _words(text: str) -> list[tuple[str, bool]]:
    """(word, whether it owns what follows) without dots.

    >>> _words("U.S. Navy's")
    [('US', False), ('Navy', True)]
    """
    return [
        (m.group()[: m.start("own") - m.start()] if m["own"] else m.group().replace(".", ""),
         bool(m["own"]))
        for m in WORD.finditer(text)
    ]  # fmt: skip


def clash(a: Profile, b: Profile) -> str | None:
    """What speaks against one person, in words; None if nothing does.

    >>> clash(profile([("mayor of Vell", None)]), profile([("mayor of Arn", None)]))
    'the same role for another body: mayor (vell; arn)'
    >>> clash(profile([("striker", None)]), profile([("surgeon", None)]))
    'other walks of life: sport; medicine'
    """
    if a.countries and b.countries and not a.countries & b.countries:
        return f"other countries: {_list(a.countries)}; {_list(b.countries)}"
    for job in sorted(a.jobs.keys() & b.jobs.keys()):
        left, right = a.jobs[job], b.jobs[job]
        if left and right and not left & right:
            return f"the same role for another body: {job} ({_list(left)}; {_list(right)})"
    if a.walks and b.walks and not a.walks & b.walks:
        return f"other walks of life: {_list(a.walks)}; {_list(b.walks)}"
    return None


def shared_role(a: Profile, b: Profile) -> str | None:
    """What both are said to be, in words.

    >>> shared_role(profile([("Colonel", None)]), profile([("colonel", "Vell garrison")]))
    'both are said to be: officer'
    """
    jobs = sorted(a.jobs.keys() & b.jobs.keys())
    bodies = sorted(a.bodies & b.bodies)
    words = [*jobs, *bodies]
    return f"both are said to be: {', '.join(words[:4])}" if words else None


def _list(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)[:4])
