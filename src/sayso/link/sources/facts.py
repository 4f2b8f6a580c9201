"""What one report says of each of its sources: small facts, from which all else is derived.

A report is looked at once; its facts are kept, so that resolving a ledger never reads claims again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec

from sayso.link.tables import column
from sayso.records import Claim, Identified, Kind, Report, Source
from sayso.spans import Spans, cut

__all__ = ["Appearance", "Place", "appearances", "as_json", "cited", "from_json"]

EDGES = " \t\r\n,;:)]-–—"
SENTENCE = re.compile(r"(?<=[a-z]{2})[.!?]\s+(?=[A-Z])")
BEFORE = re.compile(r"^(?:its|his|her|their|our|the|by|an|a)\s+", re.I)
LONGEST = 120
"""Characters of a wording that is kept."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a source is cited: the claim, and the characters of the citing words (of the content,
    where no words cite).
    """

    claim: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Appearance:
    """One source as one report has it.

    ``source`` is its id in the report, ``roles`` (role, affiliation) pairs as worded, ``day`` and
    ``outlet`` the report's, ``host`` the site that it came from, ``own`` whether it is the outlet;
    ``uniform`` whether every claim gives it this name, kind and identification.
    """

    report: str
    sha256: str
    source: str
    name: str
    kind: Kind
    identified: Identified
    scope: str | None
    roles: tuple[tuple[str | None, str | None], ...]
    wordings: tuple[str, ...]
    places: tuple[Place, ...]
    day: str | None
    outlet: str | None
    host: str | None
    own: bool
    uniform: bool = True

    @property
    def key(self) -> tuple[str, str, str]:
        """What orders appearances: the same in any order of reading."""
        return (self.day or "9999", self.report, self.source)


def cited(claim: Claim) -> tuple[Source, ...]:
    """Every source of a claim once: its chain, or the speaker who has none."""
    found = {source.id: source for source in claim.voice.chain}
    if claim.voice.speaker:
        found.setdefault(claim.voice.speaker.id, claim.voice.speaker)
    return tuple(found.values())


def appearances(report: Report, claims: Iterable[Claim]) -> tuple[Appearance, ...]:
    """The sources of one report; ``claims`` are its own, in any order.

    Two claims of "Ada Voss, the mayor" -> one `Appearance` with two places.
    """
    found: dict[str, list[tuple[Source, Claim]]] = {}
    for claim in sorted(claims, key=lambda c: (c.content, c.id)):
        for source in cited(claim):
            found.setdefault(source.id, []).append((source, claim))
    return tuple(_appearance(report, found[id_]) for id_ in sorted(found))


def _appearance(report: Report, met: list[tuple[Source, Claim]]) -> Appearance:
    first = met[0][0]
    roles = {(_role(s.role), s.affiliation) for s, _ in met if s.role or s.affiliation}
    wordings = {
        words
        for source, claim in met
        if claim.voice.chain[:1] == (source,) == claim.voice.chain
        and (words := " ".join(cut(report.text, claim.source).split()).strip(EDGES)[:LONGEST])
        and words.casefold() not in column("pronouns.tsv")
    }
    host = host_of(report.url)
    return Appearance(
        report=report.id, sha256=report.sha256_text, source=first.id, name=first.name,
        kind=first.kind, identified=first.identified, scope=first.scope,
        roles=tuple(sorted(roles, key=lambda pair: (pair[0] or "", pair[1] or ""))),
        wordings=tuple(sorted(wordings)),
        places=tuple(Place(c.id, c.source or c.content) for _, c in met),
        day=report.published[:10] if report.published else None,
        outlet=report.outlet, host=host,
        own=any(c.quote == "narration" for _, c in met),
        uniform=len({(s.name, s.kind, s.identified) for s, _ in met}) == 1,
    )  # fmt: skip


def _role(role: str | None) -> str | None:
    """A role without what runs into it from the sentence before, and without whose it is.

    >>> _role("army's lists. Its director"), _role("his spokeswoman"), _role("U.S. envoy")
    ('director', 'spokeswoman', 'U.S. envoy')
    """
    words = BEFORE.sub("", SENTENCE.split(role or "")[-1].strip(EDGES))
    return " ".join(words.split()) or None


def host_of(url: str | None) -> str | None:
    """The site of an address, without "www."; None where there is none.

    >>> host_of("https://www.post.example/a/b"), host_of("no address")
    ('post.example', None)
    """
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def as_json(units: tuple[Appearance, ...]) -> str:
    """The facts of a report in one string."""
    return msgspec.json.encode(units).decode()


def from_json(kept: str) -> tuple[Appearance, ...]:
    """The facts of a report again."""
    return msgspec.json.decode(kept, type=tuple[Appearance, ...])
