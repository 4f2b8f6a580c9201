from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sayso.link import link
from sayso.link.families import Family
from sayso.link.texts import texts
from sayso.link.view import see
from sayso.records import Claim, Proposition, Report, Source
from sayso.settings import DEFAULT
from tests.link.ledgers import claim, report, source
from tests.link.test_copies import OTHER, STORY

SAID = "the brigade will leave the fort of Harrow by Friday"
OFFICIALS = source("two officials", "anonymous", "group")


def one(*chains: tuple[Source, ...], outlets: tuple[str, ...] = ()) -> Proposition:
    """The one proposition of the same saying in several reports."""
    claims: list[Claim] = []
    reports: dict[str, Report] = {}
    for number, chain in enumerate(chains):
        outlet = outlets[number] if outlets else f"Post {number}"
        of = report(f"{SAID} ({number})", outlet)
        reports[of.id] = of
        claims.append(claim(of, 0, len(SAID), *chain))
    (proposition,) = link(claims, reports, DEFAULT).propositions
    return proposition


def bounds(proposition: Proposition) -> tuple[int, int]:
    return proposition.origins.low, proposition.origins.high


def test_two_named_sources_are_two_origins() -> None:
    assert bounds(one((source("Dora Finch"),), (source("Nadia Orme"),))) == (2, 2)


def test_one_source_in_three_reports_is_one_origin() -> None:
    finch = (source("Dora Finch"),)
    found = one(finch, finch, finch)
    assert bounds(found) == (1, 1)
    assert (found.texts.low, found.texts.high) == (3, 3)


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_two_records_of_one_name_may_be_the_same(kind: str) -> None:
    finch = source("Dora Finch", kind=kind)
    found = one((finch,), (replace(finch, id="another"),))
    assert bounds(found) == (1, 2)
    assert "one name that may be the same: Dora Finch" in found.reasons[0]


def test_unnamed_sources_of_two_newsrooms_may_be_the_same() -> None:
    found = one((OFFICIALS,), (OFFICIALS,))
    assert bounds(found) == (1, 2)
    assert "may be the same" in found.reasons[0]


def test_unnamed_sources_add_nothing_to_the_low_bound() -> None:
    assert bounds(one((source("Dora Finch"),), (OFFICIALS,), (OFFICIALS,))) == (1, 3)


def test_whoever_cites_the_same_newsroom_cites_the_same_sources() -> None:
    herald = source("Herald", kind="outlet")
    found = one(
        (OFFICIALS,), (herald, OFFICIALS), (herald, OFFICIALS), (herald,),
        outlets=("Herald", "Post", "Mail", "Echo"),
    )  # fmt: skip
    assert bounds(found) == (1, 1)


def test_a_spokeswoman_and_her_body_are_one_origin() -> None:
    body = source("Port Authority", kind="organisation")
    finch = Source(
        id="f", name="Dora Finch", kind="person", identified="named", affiliation="Port Authority"
    )
    assert bounds(one((body,), (finch,))) == (1, 1)


def test_reprints_are_one_text() -> None:
    reports = [report(STORY + end, outlet) for end, outlet in (("", "Mail"), ("Read on.", "Post"))]
    claims = [claim(r, 0, 94, source("Tobias Hale")) for r in reports]
    (found,) = link(claims, {r.id: r for r in reports}, DEFAULT).propositions
    assert (found.texts.low, found.texts.high) == (1, 1)
    assert "1 reprint folded" in found.reasons[1]


def test_a_sentence_of_a_newsroom_s_own_counts_once_however_many_print_it() -> None:
    told = (
        "the harbour of Corwen will stay shut for three weeks while divers look for the wreck of "
        "the ferry Morning Star"
    )
    claims, reports = [], {}
    for number in range(2):
        of = report(f"{told}. {(STORY, OTHER)[number]}", f"Post {number}")
        reports[of.id] = of
        claims.append(claim(of, 0, len(told), source("Dora Finch")))
    (found,) = link(claims, reports, DEFAULT).propositions
    assert (found.texts.low, found.texts.high) == (1, 2)


MINISTRY = source("Ministry of Harbours", kind="organisation")


def test_the_ministry_is_the_one_ministry_that_says_it() -> None:
    ministry = source("ministry", "described", "organisation")
    found = one((MINISTRY,), (ministry,))
    assert bounds(found) == (1, 1)
    assert "“ministry” counts as Ministry of Harbours" in found.reasons[0]
    other = source("Ministry of Roads", kind="organisation")
    assert bounds(one((MINISTRY,), (other,), (ministry,))) == (2, 3)  # which of them is open


def test_a_minister_and_a_spokesman_speak_for_their_ministry() -> None:
    minister = replace(source("Dora Finch"), role="Harrow's harbours minister")
    named = replace(MINISTRY, name="Ministry of Harbours")
    assert bounds(one((named,), (minister,))) == (1, 1)
    spokeswoman = replace(source("Nadia Orme"), role="ministry's spokeswoman")
    assert bounds(one((minister,), (spokeswoman,))) == (1, 2)


def test_two_spokesmen_of_one_firm_are_one_set() -> None:
    some = [source(name, "described") for name in ("a spokesman for Corwen Ferries",
                                                   "a Corwen spokesman")]  # fmt: skip
    assert bounds(one((some[0],), (some[1],))) == (1, 1)
    driver = source("a driver for Corwen Ferries", "described")
    assert bounds(one((some[0],), (driver,))) == (1, 2)


def test_a_body_without_a_country_is_the_one_of_its_name() -> None:
    bare = replace(MINISTRY, id="another", scope="00000000000000ab")
    assert bounds(one((MINISTRY,), (bare,))) == (1, 1)
    told_apart = replace(bare, scope="another")  # a person's decision on the record
    assert bounds(one((MINISTRY,), (told_apart,))) == (1, 2)


def test_data_of_a_named_body_are_its_word() -> None:
    data = replace(
        source("data compiled by Kestrel Research", "described", "document"),
        affiliation="Kestrel Research",
    )
    found = one((data,), (source("Kestrel Research", kind="organisation"),))
    assert (bounds(found), found.origins.names) == ((1, 1), ("Kestrel Research",))


def texts_of(*contents: str, end: str = "") -> tuple[int, int]:
    claims, reports = [], {}
    for number, told in enumerate(contents):
        of = report(f"{told}{end} {(STORY, OTHER)[number]}", ("Mail", "Post")[number])
        reports[of.id] = of
        claims.append(claim(of, 0, len(told), source("Dora Finch")))
    (found,) = link(claims, reports, DEFAULT).propositions
    return found.texts.low, found.texts.high


def test_a_row_of_own_words_is_one_text_even_around_a_word_in_quotation_marks() -> None:
    told = "the harbour of Corwen will be “shut” for three weeks while divers look for the wreck"
    assert texts_of(f"that {told}", f"in March that {told}") == (1, 2)
    quoted = "“the harbour of Corwen will stay shut for three weeks while divers look for it”"
    assert texts_of(f"that {quoted}", f"again that {quoted}") == (2, 2)


def test_a_sentence_word_for_word_or_hardly_reworded_is_one_text() -> None:
    short = "the harbour of Corwen will stay shut on Monday"
    assert texts_of(f"He said {short}", f"He said {short}", end=".") == (1, 2)
    long = "the harbour of Corwen will stay shut for repairs while divers look for the old wreck"
    other = (
        "the harbour at Corwen is to stay shut for repairs until divers found the old ferry wreck"
    )
    assert texts_of(f"that {long}", f"that {other}", end=".") == (1, 2)
    apart = "repairs and an old wreck keep divers busy and Corwen's harbour shut, as it was in May"
    assert texts_of(f"that {long}", f"that {apart}", end=".") == (2, 2)


def test_an_excerpt_that_breaks_off_adds_nothing_to_the_low_bound() -> None:
    told = "the harbour of Corwen will stay shut for three weeks"
    assert texts_of(f"that {told}", "Corwen harbour to stay shut for three weeks ...") == (1, 2)


def told(*lines: tuple[str, str, str], **fields: Any) -> Proposition:
    """The one proposition of sentences (before, said, after), each by an outlet of its own."""
    claims: list[Claim] = []
    reports: dict[str, Report] = {}
    more = {key: value for key, value in fields.items() if key == "quote"}
    for number, (before, said, after) in enumerate(lines):
        rest = (STORY, OTHER)[number]
        of = report(f"{rest}\n{before}{said}{after}\nRead more", f"Post {number}")
        start = len(rest) + 1 + len(before)
        reports[of.id] = of
        claims.append(claim(of, start, start + len(said), *fields["chains"][number], **more))
    (proposition,) = link(claims, reports, DEFAULT).propositions
    return proposition


FERRY = "“Nobody knows what will come of this ferry meeting”"


@pytest.mark.parametrize(
    ("first", "second", "texts"),
    [
        # one caption under two pages
        (
            (
                "Opening the harbour summit with Marn in Corwen Friday, Mayor Finch says ",
                " (AP)",
            ),
            ("Opening the harbour summit with Marn in Corwen Friday, Mayor Finch says ", "."),
            (1, 2),
        ),
        # one headline of a video in two lists
        (("Full interview: ", " on harbour row"), ("Full interview: ", " on harbour row"), (1, 2)),
        # two newsrooms that quote one saying
        (("Finch told the Harbour Post: ", ""), ("", ", said the mayor on Friday."), (2, 2)),
    ],
)
def test_a_lead_in_of_many_words_is_one_text(
    first: tuple[str, str], second: tuple[str, str], texts: tuple[int, int]
) -> None:
    finch = (source("Dora Finch"),)
    lines = [(before, FERRY, after) for before, after in (first, second)]
    found = told(*lines, chains=(finch, finch))
    assert (found.texts.low, found.texts.high) == texts


def test_a_name_before_a_headline_is_no_speech() -> None:
    line = ("Finch: ", "Harbour meeting with Marn ‘should not move forward’", "")
    of = [(source("Dora Finch"),)] * 2
    found = told(line, line, chains=of, quote="direct")
    assert (found.texts.low, found.texts.high) == (1, 2)
    spoken = ("Finch: ", "Harbour meetings with Marn should not move forward at all", "")
    found = told(spoken, spoken, chains=of, quote="direct")
    assert (found.texts.low, found.texts.high) == (2, 2)


def test_a_sentence_quoted_with_what_it_tells_is_a_text_of_where_it_stands() -> None:
    tells = "that nobody could trust the harbour master and gave those old ferry rumours new room"
    own, quoted = (
        report(f"Finch declared {tells}.", "Mail"),
        report(f"“Finch declared {tells}”", "Post"),
    )
    inner = claim(own, 15, 15 + len(tells), source("Dora Finch"))
    outer = claim(quoted, 16, 16 + len(tells), source("Orme"), quote="direct", nested_in="1")
    members = [see(inner, own), see(outer, quoted)]
    assert texts(members, Family({}, {}))[0].low == 1
    assert texts([replace(one, nested=False) for one in members], Family({}, {}))[0].low == 2


def test_a_transcript_has_the_words_of_one_mouth() -> None:
    """Read out of it as another's, they may be one origin all the same."""
    words = (
        "other dockers in the room would make the point that the first thing on the list is that "
        "the harbour board must never meddle with the ferry vote"
    )
    quoted, bare = ("Finch says “", words, ".”"), ("NADIA ORME: I wish ", words, ". All right?")
    found = told(quoted, bare, chains=((source("Dora Finch"),), (source("Nadia Orme"),)))
    assert bounds(found) == (2, 2)
    marked = ("Finch says ", f"“{words}”", ".")
    found = told(marked, bare, chains=((source("Dora Finch"),), (source("Nadia Orme"),)))
    assert bounds(found) == (1, 2)


def test_a_video_label_before_a_surname_may_be_the_same_person() -> None:
    chains = ((source("Dora Finch"),), (source("Full Finch", kind="unknown"),))
    assert bounds(one(*chains)) == (1, 2)
