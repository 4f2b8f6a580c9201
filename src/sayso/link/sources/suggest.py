"""Pairs of source records that may be one: for a person to judge, each with its reasons.

Candidates meet in blocks (a surname, its sound, a name of a body, an abbreviation, a role), so that
their number grows with the number of records and not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.link.sources.clusters import Cluster
from sayso.link.sources.names import (
    bare,
    given_agree,
    initials,
    is_full,
    is_short,
    key,
    site,
    skeleton,
    suffix,
)  # fmt: skip
from sayso.link.sources.people import AND, Company, without
from sayso.link.sources.profile import Profile, clash, profile, shared_role
from sayso.speakers import Suggestion

__all__ = ["suggestions"]

LEAST = 0.3
"""Below this a pair is not worth a person's time."""
MOST = 3
"""Suggestions that one record of less than a full name may have; more say nothing."""
CLEAR = 0.15
"""How much better a candidate must fit for the others not to be suggested."""
WIDEST = 40
"""Records of a block that are compared: the ones that most reports name."""


@dataclass(frozen=True, slots=True)
class _View:
    """What of a cluster is compared."""

    cluster: Cluster
    words: tuple[str, ...]
    name: str
    known: Profile
    company: frozenset[str]
    outlets: frozenset[str]
    weight: tuple[int, tuple[str, str, str]]

    @property
    def id(self) -> str:
        return self.cluster.id


Found = tuple[float, list[str]]


def suggestions(
    found: Sequence[Cluster], company: Company, refused: set[frozenset[str]]
) -> tuple[Suggestion, ...]:
    """The pairs, the likeliest first; ``refused`` are pairs of ids that a person said are two.

    "Petrak" (a colonel) in one report, "Jonas Petrak" (a colonel) in another -> one suggestion
    """
    views = [_view(cluster, company) for cluster in found if cluster.units]
    people = [v for v in views if v.cluster.sort == "person"]
    bodies = [v for v in views if v.cluster.sort == "body"]
    best: dict[frozenset[str], Suggestion] = {}
    pairs = (
        *_people(people),
        *_bodies([*bodies, *(v for v in people if is_short(v.name))]),
        *_kinds(people, bodies),
        *_described(views, people),
    )
    for a, b, (score, reasons) in pairs:
        pair = frozenset((a.id, b.id))
        if score < LEAST or len(pair) < 2 or pair in refused:
            continue
        first, second = sorted((a, b), key=lambda v: v.weight)
        one = Suggestion(a=first.id, b=second.id, score=round(score, 2), reasons=tuple(reasons))
        if pair not in best or best[pair].score < one.score:
            best[pair] = one
    return tuple(sorted(best.values(), key=lambda s: (-s.score, s.a, s.b)))


def _view(cluster: Cluster, company: Company) -> _View:
    units = sorted(cluster.name_from, key=lambda u: u.key)
    named = [u for u in units if u.identified == "named"] or units
    reports = {u.report for u in cluster.units}
    return _View(
        cluster,
        key(named[0].name),
        cluster.name or named[0].name,
        profile(role for u in cluster.units for role in u.roles),
        frozenset(name for r in reports for name in company.get(r, ())),
        frozenset(u.outlet for u in cluster.units if u.outlet),
        (-len(reports), units[0].key),
    )  # fmt: skip


def _blocks(
    views: Iterable[_View], of: Callable[[_View], Iterable[str]]
) -> Iterator[tuple[str, list[_View]]]:
    blocks: dict[str, list[_View]] = defaultdict(list)
    for view in views:
        for name in sorted(set(of(view))):
            blocks[name].append(view)
    for name, block in sorted(blocks.items()):
        if len(block) > 1:
            yield name, sorted(block, key=lambda v: v.weight)


# People ----------------------------------------------------------------------------------------


def _people(views: Sequence[_View]) -> Iterator[tuple[_View, _View, Found]]:
    for _, block in _blocks(views, _surnames):
        full = [v for v in block if is_full(v.words)][:WIDEST]
        short = [v for v in block if not is_full(v.words)]
        for i, a in enumerate(full):
            yield from ((a, b, fit) for b in full[i + 1 :] if (fit := _full(a, b)))
        for one in short:
            fits = [(one, other, fit) for other in full if (fit := _surname(one, other))]
            fits.sort(key=lambda triple: (-triple[2][0], triple[1].weight))
            yield from (fit for fit in fits[:MOST] if fit[2][0] > fits[0][2][0] - CLEAR)
        if not full and len(short) > 1:
            yield from ((short[0], b, fit) for b in short[1:] if (fit := _surname(b, short[0])))


def _surnames(view: _View) -> Iterator[str]:
    words = bare(view.words)
    yield words[-1]
    yield skeleton(words[-1])
    yield " ".join(sorted(words))


def _full(a: _View, b: _View) -> Found | None:
    if a.words == b.words:
        against = clash(a.known, b.known) or "the reports do not say which of them it is"
        return 0.5, [f"both are named “{b.name}”", against]
    left, right = bare(a.words), bare(b.words)
    if suffix(a.words) != suffix(b.words):
        if left != right or (suffix(a.words) and suffix(b.words)):
            return None  # a father and a son
        called = (*suffix(a.words), *suffix(b.words))[0]
        told = f"“{a.name}” and “{b.name}”: one is called “{called}”, or is another of the name"
        return _weighed(0.4, [told], a, b)
    surname = given_agree(left[-1], right[-1])
    if sorted(left) == sorted(right) and left != right:
        how: str | None = "the same words in another order"
    elif surname in ("the same given name", "another transliteration"):
        given = given_agree(left[0], right[0])
        how = given if given != "the same given name" else _rest(left, right, surname)
    else:
        how = None
    if how is None:
        return None
    return _weighed(0.6, [f"“{a.name}” and “{b.name}”: {how}"], a, b)


def _rest(left: tuple[str, ...], right: tuple[str, ...], surname: str) -> str | None:
    """How names differ that begin alike: a name in the middle, or a particle."""
    if surname == "another transliteration":
        return surname
    inner, other = set(left[1:-1]), set(right[1:-1])
    if inner and other and not (inner <= other or other <= inner):
        initials = {w[0] for w in inner} & {w[0] for w in other}
        return "middle names that may be one" if initials else None
    return "one has more names" if inner != other else "one has a particle more"


def _surname(short: _View, full: _View) -> Found | None:
    last, other = bare(short.words), bare(full.words)
    same = given_agree(last[-1], other[-1])
    if same not in ("the same given name", "another transliteration"):
        return None
    how: str = (
        "a surname alone" if same == "the same given name" else "a surname, written otherwise"
    )
    if len(last) == len(other) == 1 and is_short(short.name) | is_short(full.name):
        return _weighed(0.4, [f"“{short.name}” and “{full.name}” are one short name"], short, full)
    if len(last) > 1 and len(other) > 1:
        if given_agree(last[0], other[0]) is None:
            return None
        how = "an initial"
    day = short.cluster.units[0].day
    of = f" in a report of {day}" if day else ""
    return _weighed(0.4, [f"“{short.name}”{of} is {how}"], short, full)


def _weighed(score: float, reasons: list[str], a: _View, b: _View) -> Found:
    if against := clash(a.known, b.known):
        return score - 0.3, [*reasons, against]
    if role := shared_role(a.known, b.known):
        score, reasons = score + 0.2, [*reasons, role]
    if both := _beside_both(a, b):
        score, reasons = score + 0.15, [*reasons, both]
    return min(score, 0.95), reasons


def _beside_both(a: _View, b: _View) -> str | None:
    """Whom both are cited beside and few others are, in words."""
    names = without(without(a.company & b.company, " ".join(a.words)), " ".join(b.words))
    alone = [name for name in names if AND not in name] or names
    words = ", ".join(name.title().replace(AND, " and ") for name in alone[:3])
    return f"both are cited beside {words}" if words else None


# Bodies ----------------------------------------------------------------------------------------


def _bodies(views: Sequence[_View]) -> Iterator[tuple[_View, _View, Found]]:
    for _, block in _blocks(views, lambda v: [" ".join(v.words)]):
        for other in block[1:]:
            if not _apart(block[0], other):
                reasons = [f"both are named “{other.name}”, as bodies of several countries may be"]
                yield block[0], other, _beside(0.45, reasons, block[0], other)
    for short, block in _blocks(views, _abbreviations):
        lone = [v for v in block if v.words == (short,)]
        longer = [
            v
            for v in block
            if v.words != (short,) and (len(short) > 2 or any(one.name.isupper() for one in lone))
        ]
        if len(longer) <= MOST:
            for one in lone:
                for other in longer:
                    how = f"“{one.name}” may be short for “{other.name}”"
                    yield one, other, _beside(0.4, [how], one, other)
    for _, block in _blocks(views, lambda v: [site(v.words)]):
        for other in block[1:]:
            if other.words != block[0].words:
                how = f"“{block[0].name}” and “{other.name}” are one name without spaces or domain"
                yield block[0], other, _beside(0.6, [how], block[0], other)


def _abbreviations(view: _View) -> Iterator[str]:
    if len(view.words) == 1:
        yield view.words[0]
    else:
        yield from initials(view.words)
        yield from {view.words[0], view.words[-1]}


def _apart(a: _View, b: _View) -> bool:
    """Whether the texts themselves give the bodies to two countries."""
    left, right = (
        {u.scope for u in v.cluster.units if u.scope and u.scope != u.report} for v in (a, b)
    )
    return bool(left and right and not left & right)


def _beside(score: float, reasons: list[str], a: _View, b: _View) -> Found:
    if both := sorted(a.outlets & b.outlets):
        score, reasons = score + 0.15, [*reasons, f"both stand in {both[0]}"]
    if beside := _beside_both(a, b):
        score, reasons = score + 0.15, [*reasons, beside]
    return min(score, 0.95), reasons


def _kinds(
    people: Sequence[_View], bodies: Sequence[_View]
) -> Iterator[tuple[_View, _View, Found]]:
    by_name: dict[tuple[str, ...], list[_View]] = defaultdict(list)
    for view in bodies:
        by_name[view.words].append(view)
    for person in people:
        for body in by_name.get(person.words, ())[:1]:
            how = f"“{person.name}” is taken for a person in one report, for a body in another"
            yield person, body, (0.5, [how])


# Described -------------------------------------------------------------------------------------


def _described(
    views: Sequence[_View], people: Sequence[_View]
) -> Iterator[tuple[_View, _View, Found]]:
    """A description that only one named person fits; unnamed sources meet nobody."""
    holders: dict[tuple[str, str], list[_View]] = defaultdict(list)
    for view in people:
        for job, whose in sorted(view.known.jobs.items()):
            for word in sorted(whose):
                holders[job, word].append(view)
    for view in views:
        first = view.cluster.units[0]
        if len(view.cluster.units) > 1 or first.identified != "described" or first.kind != "person":
            continue
        told = profile([(first.name, None)])
        for job, whose in sorted(told.jobs.items()):
            fits = {v.id: v for word in sorted(whose) for v in holders.get((job, word), ())}
            if len(fits) == 1:
                (other,) = fits.values()
                how = f"“{first.name}” is what a report calls {other.name}"
                yield view, other, _weighed(0.4, [how], view, other)
