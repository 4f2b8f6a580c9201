"""The river in one page: the world becomes a ledger.

    the world --collect--> Report
              --extract--> Reading, Attributions
              --ground---> who speaks, when, where, how many
              --judge----> how firmly
              --keep-----> Claims in the ledger
              --link-----> Propositions, Links

Every step up to the claims is a pure function of its input and the settings, so any number of
workers give the same claims. Steps never import each other; here is the only place where they meet.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sayso import amending, collect, engines, extract, ground, judge, link
from sayso.collect import Metadata
from sayso.errors import InputError, UnreadableInput
from sayso.extract.narration import narration
from sayso.index import Index
from sayso.keep import CLAIM_VERBS, Query, Store, in_force
from sayso.link import sources
from sayso.models import made_by
from sayso.records import Attribution, Claim, Decision, Report, claim_id, digest
from sayso.settings import DEFAULT, Settings
from sayso.spans import Spans
from sayso.speakers import Suggestion


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one input: read (with how many claims), known from before, or failed.

    ``left_out`` names files of a folder that are no reports; that is worth saying, but no failure.
    """

    path: str
    claims: int = 0
    known: bool = False
    failure: str | None = None
    left_out: str | None = None

    @property
    def is_new(self) -> bool:
        """Whether a report came into the ledger."""
        return not (self.known or self.failure or self.left_out)


def read(
    inputs: Sequence[str], store: Store, metadata: Metadata, settings: Settings = DEFAULT
) -> Iterator[Step]:
    """Read inputs into the ledger, one `Step` for each; linking (`relink`) comes after that.

    Each report is kept whole before the next; stopping at any moment loses nothing finished.
    """
    maker = maker_of(settings)
    failed: set[str] = set()
    gathered = (
        store.recalled(item if settings.originals else replace(item, original=None))
        if isinstance(item, Report)
        else item
        for item in collect.gather(inputs, metadata, settings)
    )
    unread = ((item, isinstance(item, Report) and not store.has(item, maker)) for item in gathered)
    for item, claims in engines.in_order(partial(_claims, settings), unread, settings.workers):
        if isinstance(item, InputError):
            failed.add(item.path)
            store.fail(item.path, item.reason)
            if isinstance(item, collect.LeftOut):
                yield Step(item.path, left_out=item.reason)
            else:
                yield Step(item.path, failure=item.reason)
        elif claims is None:
            store.receive(item)
            yield Step(item.path or "", known=True)
        else:
            store.add(item, claims, maker)
            yield Step(item.path or "", claims=len(claims))
    store.mended(inputs, failed)


def relink(store: Store, settings: Settings = DEFAULT) -> None:
    """Bring propositions and links up to date, if anything came or went.

    A few reports are worked in where they touch what is there; many, or what another version of
    linking left, are linked from scratch. Both give the same.
    """
    for _ in range(TRIES):
        known = store.linked_by(link.linker())
        if known and not store.stale:
            return
        changes = store.changes()
        whole_settings = replace(settings, tables=(*store.rows.all(), *settings.tables))
        again = partial(reread, settings=whole_settings)
        if not amending.amend(store, changes, again, maker_of(whole_settings)):
            continue
        # Claims are linked with the sources that the whole ledger gives them: where another process
        # adds a report in between, both are told and linked anew.
        if not tell_sources(store, changes):
            continue
        if known and len(store.touched()) <= max(1, FEW * store.size()):
            with store.linking() as index:
                if store.changes() == changes:
                    _update(store, index)
                    return
            continue
        claims, reports = tuple(store.claims()), {r.id: r for r in store.reports()}
        decisions = about_claims(store)
        with engines.shared(settings.workers, FEW_BATCHES) as run:
            made = link.whole(claims, reports, decisions, run)
        with store.linking() as index:
            if store.changes() == changes:
                link.fill(index, made, reports)
                store.linked(link.linker(), decisions)
                return


TRIES = 4
"""How often linking begins anew because another process has changed the ledger meanwhile. After
that it is left to that process, or to the next that asks: the ledger knows that it is stale."""
FEW_BATCHES = 6
"""So many batches are worked on before processes are started for more: half a second each, and
starting two takes two seconds, what they then save on as many."""
FEW = 0.05
"""Share of a ledger's reports up to which it is quicker to work them in one by one."""


def _update(store: Store, index: Index) -> None:
    touched = store.touched()
    come = {
        id_: (report, tuple(store.claims(Query(report=id_))))
        for id_, report in store.reports_of(touched).items()
    }
    decisions = about_claims(store)
    changed = set(decisions) ^ set(store.decisions_linked())
    link.update(index, touched, come, decisions, sorted(changed, key=lambda d: d.number))
    store.linked(link.linker(), decisions)


def about_claims(store: Store) -> tuple[Decision, ...]:
    """The decisions about claims that stand."""
    return tuple(d for d in in_force(store)[0] if d.verb in CLAIM_VERBS)


def tell_sources(store: Store, changes: int) -> bool:
    """Tell whose each mention is, of the ledger as it was at ``changes``: where a few reports touch
    what was told before, or of all; both give the same. False, and nothing is done, if another
    process has changed the ledger since.
    """
    decisions, waiting = in_force(store)
    about = tuple(decision for decision in decisions if decision.verb in sources.VERBS)
    touched, known = store.touched(), store.told_by(link.linker())
    if known and len(touched) <= max(1, FEW * store.size()):
        with store.telling() as hearing:
            if store.changes() != changes:
                return False
            come = {id_: _cited(store, report) for id_, report in store.reports_of(touched).items()}
            told = sources.tell(hearing, touched, come, about, changed=hearing.differ(about))
            if told is not None:
                hearing.write(told, touched, about, waiting)
                return True
    told = sources.tell_all(_appearances(store, touched if known else None), about)
    with store.telling() as hearing:
        if store.changes() != changes:
            return False
        hearing.write(told, touched, about, waiting)
        store.told(link.linker())
    return True


def suggested(store: Store) -> tuple[Suggestion, ...]:
    """Pairs of source records that may be one: asked for seldom, and so made when asked for."""
    units = (sources.unit_of(row) for rows in store.who.heard().values() for row in rows)
    return sources.resolve(units, in_force(store)[0]).suggestions


def _appearances(
    store: Store, touched: Collection[str] | None
) -> dict[str, tuple[sources.Appearance, ...]]:
    """What every report says of its sources: as it is kept, but for those that are touched (all, if
    that is None).
    """
    kept = {} if touched is None else store.who.heard()
    found = {}
    for report in store.reports():
        if touched is None or report.id in touched:
            found[report.id] = _cited(store, report)
        else:
            found[report.id] = tuple(map(sources.unit_of, kept.get(report.id, ())))
    return found


def _cited(store: Store, report: Report) -> tuple[sources.Appearance, ...]:
    return sources.appearances(report, store.who.as_read(report.id))


def past(store: Store, day: str, into: Store) -> None:
    """Fill an empty store with what had been published and said by a day, as it was read.

    Sources, propositions and links then follow from that alone; a person's decisions stand.
    """
    known = {claim.id for claim in store.claims(Query(as_of=day))}
    for report in store.reports():
        if report.published and report.published[:10] <= day:
            held = [claim for claim in store.who.as_read(report.id) if claim.id in known]
            into.add(report, held, held[0].made_by if held else made_by())
    for decision in store.decisions():
        into.decide(decision)


def linked(store: Store, settings: Settings = DEFAULT, as_of: str | None = None) -> link.Linked:
    """Propositions and links over the whole ledger, or over what had been said by a day."""
    claims = tuple(store.claims(Query(as_of=as_of)))
    known = {claim.report for claim in claims}
    reports = {r.id: r for r in store.reports() if as_of is None or r.id in known}
    decisions = about_claims(store)
    if as_of and store.linked_by(link.linker()) and not store.stale:
        kept = link.past(store.index, as_of, claims, reports, decisions)
        if kept is not None:
            return kept
    return link.link(claims, reports, settings, decisions)


def _claims(
    settings: Settings, unread: tuple[Report | InputError, bool]
) -> tuple[Report | InputError, tuple[Claim, ...] | None]:
    item, is_new = unread
    if isinstance(item, InputError) or not is_new:
        return item, None
    try:
        return item, read_report(item, settings)
    except Exception as error:  # one report must never cost the others (law 3)
        sentence = f"Sayso itself failed on this report; please report it ({error!r})."
        return UnreadableInput(item.path or item.id, sentence), None


def maker_of(settings: Settings) -> str:
    """What makes a claim: the version, the model, and the tables where some were added."""
    if not settings.tables:
        return made_by()
    return f"{made_by()}, tables {digest('tables', sorted(settings.tables))}"


def reread(
    report: Report, moved: Mapping[str, Mapping[str, Spans]], settings: Settings = DEFAULT
) -> dict[str, Claim]:
    """Claims whose characters a person moved, by the ids under which they are read: what follows
    from the characters is found anew. One that this version does not read is left out.
    """
    try:
        claims = read_report(report, settings, moved)
    except Exception:  # a person's word must never cost the ledger (law 3)
        return {}
    return {claim.id: claim for claim in claims if claim.id in moved}


def read_report(
    report: Report,
    settings: Settings = DEFAULT,
    moved: Mapping[str, Mapping[str, Spans]] | None = None,
) -> tuple[Claim, ...]:
    """All claims of one report, in text order; those of ``moved`` with the characters that a person
    gave them.

    >>> from sayso.collect import from_text
    >>> [c.quote for c in read_report(from_text("“We left,” the mayor said on Friday."))]
    ['direct']
    """
    if report.language not in (None, *collect.READ):
        return ()  # kept and marked; what is said in it is not read

    reading = extract.read(report.text, settings)
    attributions = extract.attributions(reading, settings)
    if settings.narration:
        attributions += narration(reading, attributions)
    ids = tuple(claim_id(report.id, a.content, a.source, a.cue) for a in attributions)
    if moved:
        attributions = tuple(
            _with(a, moved.get(id_, {})) for id_, a in zip(ids, attributions, strict=True)
        )

    voices = ground.voices(reading, attributions, report, settings)
    times = ground.times(reading, attributions, report, settings)
    places = ground.places(reading, attributions, report, settings)
    figures = ground.figures(reading, attributions, report, settings)
    firmness = judge.firmness(reading, attributions, voices, settings)

    claims = (
        Claim(
            report=report.id,
            content=attribution.content,
            source=attribution.source,
            cue=attribution.cue,
            quote=attribution.quote,
            voice=replace(voice, gaps=()),
            said=time.said,
            about=time.about,
            firmness=firm,
            figures=figure.found,
            places=place.found,
            nested_in=_parent(attribution, ids),
            confidence=attribution.confidence,
            made_by=maker_of(settings),
            reasons=(*time.reasons, *place.reasons, *figure.reasons),
            gaps=(*voice.gaps, *time.gaps, *place.gaps, *figure.gaps),
            read_as=id_ if moved and id_ in moved else None,
        )
        for id_, attribution, voice, time, place, figure, firm in zip(
            ids, attributions, voices, times, places, figures, firmness, strict=True
        )
        # The outlet's own sentences are kept for their figures; else every line would be a claim.
        if attribution.quote != "narration" or figure.found
    )
    return tuple({claim.id: claim for claim in claims}.values())


def _with(attribution: Attribution, spans: Mapping[str, Spans]) -> Attribution:
    """The attribution of other characters, where a person gave them."""
    return replace(
        attribution,
        content=spans.get("content", attribution.content),
        source=spans.get("source", attribution.source),
        cue=spans.get("cue", attribution.cue),
    )


def _parent(attribution: Attribution, ids: tuple[str, ...]) -> str | None:
    return None if attribution.nested_in is None else ids[attribution.nested_in]
