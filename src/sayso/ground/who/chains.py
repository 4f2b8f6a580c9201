"""On whose word: what stands between a source and the origin.

"Citing port officials, the Gazette reported"   ->  Gazette, then port officials
"the Gazette, quoting two aides, said"          ->  Gazette, then two aides
"""

from __future__ import annotations

import re
from typing import Final

from sayso.ground.who.lexicon import tables
from sayso.records import Attribution, Reading
from sayso.spans import Index, Span, Spans, covers, cut, hull, trim

END: Final = re.compile(
    r",\s(?!(?:and|or)\s[A-Z\w]+\s(?:officials|sources))|[;:()“”\"\n]|\.(?:\s|$)|"
    r"\s(?:who|that|which)\s|"
    r"\s(?:said|says|reported|reports|saying|reporting|wrote|has|have|had|as saying|"
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this week|last week|earlier)\b"
)
CLAUSE: Final = 160
"""Characters around a source in which the words that it cites are looked for."""
HEARSAY: Final = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|apparently|rumou?red|is said to|are said to|"
    r"was said to|were said to|"
    r"it (?:is|was) (?:said|reported|alleged|rumou?red|claimed|believed|thought|understood)|"
    r"(?:is|was|were|are|been) (?:widely )?(?:reported|believed|thought|said|rumou?red|alleged|"
    r"expected|understood|considered|accused|known|seen))\b", re.I,
)  # fmt: skip


def cited_in(text: str, span: Span) -> tuple[Span, Span | None]:
    """A source without the part that cites another, and that part.

    "the Gazette, citing two aides" -> "the Gazette", "two aides"
    """
    match = tables().citing.search(text, span.start, span.end)
    if not match:
        return span, None
    # A source that begins with the citing word has its own name behind it: "citing aides, the ..."
    if match.start() == span.start:
        stop = text.find(", ", match.end(), span.end)
        if stop < 0:
            return span, None
        return trim(text, Span(stop + 2, span.end)), Span(match.end(), stop)
    main = trim(text, Span(span.start, match.start()))
    while main.end > main.start and text[main.end - 1] in ",;–—- ":
        main = Span(main.start, main.end - 1)
    end = END.search(text, match.end(), span.end)
    return main, trim(text, Span(match.end(), end.start() if end else span.end))


def citing(text: str, span: Span) -> Span | None:
    """What a fragment that begins with a citing word cites: "citing two aides" -> "two aides"."""
    match = tables().citing.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match else None


def cited_near(reading: Reading, attribution: Attribution, sentence: Span) -> Span | None:
    """The words of another's word in the same sentence: "Citing aides, X reported", "X reported,
    citing aides". Nothing inside the content counts.
    """
    text = reading.text
    source = hull(attribution.source) if attribution.source else hull(attribution.cue)
    contents = attribution.content
    for match in tables().citing.finditer(text, sentence.start, sentence.end):
        at = Span(match.start(), match.end())
        if any(at.overlaps(c) for c in contents) or any(
            q.inner.start <= at.start < q.inner.end for q in reading.quotations
        ):
            continue
        if attribution.source and any(at.overlaps(s) for s in attribution.source):
            continue
        if attribution.cue and any(at.overlaps(c) for c in attribution.cue):
            continue
        if match.start() < source.start:
            # Before the source: opens the sentence and runs up to a comma right before the source.
            stop = text.rfind(",", match.end(), source.start + 1)
            lead = text[sentence.start : match.start()].strip(" “\"'")
            if stop < 0 or lead or text[stop + 1 : source.start].strip():
                continue
            return trim(text, Span(match.end(), stop))
        if text[source.end : match.start()].strip(" ") == ",":
            # Between the source and its cue: "the Gazette, citing two aides, reported".
            end = END.search(text, match.end(), sentence.end)
            return trim(text, Span(match.end(), end.start() if end else sentence.end))
        edge = max([source.end, *(c.end for c in attribution.cue)])
        between = text[edge : match.start()]
        if match.start() >= edge and len(between) < CLAUSE and _bare_tail(between, contents, edge):
            # "to"/"as" after the citing verb would be another construction, so it must be a phrase.
            stop_match = END.search(text, match.end(), sentence.end)
            stop = stop_match.start() if stop_match else sentence.end
            return trim(text, Span(match.end(), stop))
    return None


PASSED: Final = re.compile(r"\b(?:quoted|cited)(?: as \w+)? (?:by|in) ")
TELLER: Final = re.compile(
    r"\s(?:as|on|in|at|that|who|which|last|this|after|when)\s|[,;:()“”\"\n]|\.(?:\s|$)"
)
SUBJECT: Final = re.compile(
    r"((?:[A-Z][\w’'.-]*\s)*[A-Z][\w’'.-]*|[hH]e|[sS]he|[tT]hey)"
    r"(?:, who [^.;:“”\n]{2,90},)?\s"
    r"(?:(?:had|has|have|was|were|is|are|been|widely|also)\s)*$"
)


def passed_on(
    reading: Reading, attribution: Attribution, sentence: Span
) -> tuple[Span, Span] | None:
    """Who passes on, and whose words: "Lee, as quoted by the Gazette" -> Gazette, Lee.

    Where the source is missing, or is who passes on, the other stands before the cue: "he had
    been quoted in some papers as saying".
    """
    if not attribution.cue:
        return None
    text, cue = reading.text, hull(attribution.cue)
    aside = _aside(text, attribution, sentence)
    if aside:
        return aside
    match = PASSED.search(text, cue.start, sentence.end)
    if not match or match.start() > cue.end + 1:  # "said, as quoted by"
        return None
    stop = TELLER.search(text, match.end(), sentence.end)
    teller = trim(text, Span(match.end(), stop.start() if stop else sentence.end))
    if attribution.source and not hull(attribution.source).overlaps(teller):
        return teller, hull(attribution.source)
    subject = SUBJECT.search(text, sentence.start, cue.start)
    return (teller, Span(*subject.span(1))) if subject else None


TOLD: Final = re.compile(
    r"((?:[A-Z][\w’'.-]*\s)*[A-Z][\w’'.-]*|The [a-z]+) "
    r"(?:told|assured|promised|warned|informed) (?:her|him|them|me|us)\b[^,]{0,40}"
    r", (he|she|they|I|we|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*) "
    r"(?:says?|said|recalls?|recalled|remembers?|remembered|claims?|claimed), "
)
"""Somebody's words as another tells them: "He promised her then, she recalls, that ..."."""


def _aside(text: str, attribution: Attribution, sentence: Span) -> tuple[Span, Span] | None:
    match = TOLD.match(text, sentence.start, sentence.end)
    own = hull((*attribution.source, *attribution.cue))
    if not match or not attribution.source or own.start > match.end() or own.end < match.start():
        return None
    return Span(*match.span(2)), Span(*match.span(1))


def _bare_tail(between: str, contents: tuple[Span, ...], edge: int) -> bool:
    """Whether only a time or an addressee, or the content itself, stands in between."""
    if len(between.split()) <= 6 and between.rstrip().endswith((",", "")):
        return True
    return any(c.start >= edge - 2 and c.end <= edge + len(between) + 2 for c in contents)


def owned(reading: Reading, attribution: Attribution) -> bool:
    """Whether the source is only the owner of something ("the Gazette's story") and the cue a
    word such as "reportedly", which nobody says.
    """
    words = cut(reading.text, attribution.cue).strip()
    after = reading.text[hull(attribution.source).end :][:2] if attribution.source else ""
    return after in ("’s", "'s") and words.endswith("ly") and bool(HEARSAY.fullmatch(words))


PASSIVE: Final = re.compile(
    r"^(?:(?:has|have|had|will|would|may|might|must|can|could) )?"
    r"(?:is|are|was|were|be|been|being)(?: been)? (?:\w+ly |still |also |often |long )?"
    r"(?:regarded|predicted|requested|considered|expected|believed|thought|reported|alleged|accused|"
    r"rumou?red|understood|viewed|estimated|feared|assumed|claimed|seen|told|issued)\b(?! by\b)"
)


def spoken_of(reading: Reading, attribution: Attribution) -> bool:
    """Whether the source is the subject of a passive, of whom others say it: "The pier is
    considered unsafe" has no source, and the pier is none.
    """
    if not attribution.source or not attribution.cue or attribution.quote == "direct":
        return False
    cue = hull(attribution.cue)
    source = hull(attribution.source)
    passive = PASSIVE.search(cut(reading.text, attribution.cue).strip().lower())
    beside = source.end <= cue.start and not reading.text[source.end : cue.start].strip(" ,")
    by = reading.text[cue.end : cue.end + 4] == " by "
    return beside and bool(passive) and not by


ADDRESS: Final = re.compile(r"[“”\"'‘\s]*(?:To|Dear)\s(?:(?:the|all|my|our|your|every|any)\s)*")
ADDRESSING: Final = re.compile(r"[^.;:!?\n]*?\s(I|we)\b(?=\s|$)")


def addressee(reading: Reading, attribution: Attribution, sentence: Span) -> Spans | None:
    """Who speaks where the source is in truth who is spoken to: "To the people of Vell I say" ->
    "I"; nobody for "To the editor: ..."; None where it is no addressee.

    "To the council, the pier is unsafe" is what the council thinks, and so none.
    """
    if not attribution.source:
        return None
    text, source = reading.text, hull(attribution.source)
    opening = ADDRESS.match(text, sentence.start, sentence.end)
    if not opening or not sentence.start <= source.start <= opening.end() < source.end:
        return None
    if text[source.end :].lstrip()[:1] == ":" or source.of(text).rstrip().endswith(":"):
        return ()
    limit = attribution.cue[0].start if attribution.cue else source.end
    if limit < source.end:
        return None
    speaks = ADDRESSING.match(text, opening.end(), limit)
    return (Span(*speaks.span(1)),) if speaks else None


def unattributed(reading: Reading, attribution: Attribution) -> bool:
    """Whether the wording says that someone says so without saying who ("reportedly")."""
    words = cut(reading.text, attribution.cue) or cut(reading.text, attribution.content)
    return bool(HEARSAY.search(words))


def parents(attributions: tuple[Attribution, ...], reading: Reading) -> tuple[int | None, ...]:
    """For each attribution the one inside whose content it is said: as extracted, else the
    smallest content that holds its source and cue, else the one that says the rest of the
    quotation in which they stand.
    """
    found: list[int | None] = []
    shells = [(hull(a.content) if a.content else None) for a in attributions]
    contents = Index((c, n) for n, a in enumerate(attributions) for c in a.content)
    around = Index((s, n) for n, s in enumerate(shells) if s)
    quotes = [q.inner for q in reading.quotations]
    quoted = Index((q, n) for n, q in enumerate(quotes))
    for number, one in enumerate(attributions):
        told = one.nested_in
        if told is not None and told != number and 0 <= told < len(attributions):
            # The outlet's own voice is no link of a chain.
            found.append(None if attributions[told].quote == "narration" else told)
            continue
        own = (*one.source, *one.cue)
        best: int | None = None
        if own and one.quote != "narration":
            for other in contents.near(own[0]):
                shell = shells[other]
                if other == number or shell is None or attributions[other].quote == "narration":
                    continue
                if not covers(attributions[other].content, own):
                    continue
                smaller = best is None or (shell.end - shell.start) < _size(shells[best])
                if smaller and (not one.content or not _inside(attributions[other], one)):
                    best = other
        if best is None and own and one.quote != "narration":
            held = (quotes[n] for n in quoted.near(own[0]))
            quote = next((q for q in held if covers((q,), own)), None)
            best = quote and _rest_of_quotation(number, quote, attributions, shells, around)
        found.append(best)
    return tuple(_acyclic(found))


def _rest_of_quotation(
    number: int,
    quote: Span,
    attributions: tuple[Attribution, ...],
    shells: list[Span | None],
    around: Index,
) -> int | None:
    """Who says the rest of a quotation: content in the same quotation, but a source outside it."""
    for other in around.near(quote):
        one, shell = attributions[other], shells[other]
        if (
            other == number
            or shell is None
            or one.quote == "narration"
            or not shell.overlaps(quote)
        ):
            continue
        outside = (*one.source, *one.cue)
        if outside and not any(s.overlaps(quote) for s in outside):
            return other
    return None


def _inside(inner: Attribution, outer: Attribution) -> bool:
    own = (*inner.source, *inner.cue)
    return covers(outer.content, own)


def _size(span: Span | None) -> int:
    return span.end - span.start if span else 1 << 60


def _acyclic(found: list[int | None]) -> list[int | None]:
    """Circles (two contents that hold each other's sources) are cut open."""
    for number in range(len(found)):
        seen = {number}
        at = found[number]
        while at is not None and at not in seen:
            seen.add(at)
            at = found[at]
        if at is not None:
            found[number] = None
    return found
