"""The demo's planted claims, links and traps, against `sayso.show.demo.gold`.

Counted, in percent of what is in the gold (more is better everywhere):

``claims``        planted claims that are found: content words shared by half, one to one
``attribution.*`` of those found: source and cue with the very same words
``speaker``       of those found that have a chain: its first link by name
``chain``         the same: as many links, each by name (any name for an anonymous one)
``names.sound``   of those found where Sayso names a source as first link: the name is right
``places.sound``  places that get no coordinates: the country is invented
``said``, ``figures``, ``certainty``, ...  of those found that have the field: the same value
``same.*``        pairs of found claims in one proposition: precision, recall, F1
``origins``, ``texts``  of propositions found whole: the same bounds
``conflicts.found``     conflicts between found claims that are linked as conflict
``decoys.clean``        decoys between found claims that are not linked as conflict
``copies.found``, ``copies.sound``  copied pairs of reports that are linked; and linked ones right
``history.steps``, ``history.kinds``  of all figures planted in a series: in one series with the
                  others of it; and there with the same kind of change
``end.*``         the same for conflicts and same-pairs, of all that were planted

No set is needed: the demo ships with the package, and ``gold`` is not looked at.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from sayso.ledger import Ledger
from sayso.show import export
from sayso.show.demo.gold import FOLDER, gold, locate, reports

SET = "demo"
Json = dict[str, Any]
FIELDS = ("act", "certainty", "polarity", "stage", "hearsay", "channel", "quote")
WORD = re.compile(r"\w+")
SMALL = frozenset({"the", "a", "an", "of", "s"})


def measure(gold: Path) -> dict[str, float]:
    """Read the demo into a ledger in memory and score its export."""
    with Ledger(":memory:") as ledger:
        ledger.read(str(FOLDER / "reports"))
        ledger.link()
        kinds = ("claims", "links", "propositions")
        figures = score(*(list(export.rows(ledger.store, kind)) for kind in kinds))
        return figures | history(list(export.rows(ledger.store, "claims")), ledger.histories())


def score(
    claims: Sequence[Json], links: Sequence[Json], propositions: Sequence[Json]
) -> dict[str, float]:
    """Percent for each count, of the exported records of the demo's reports."""
    planted = {claim["id"]: claim for entry in gold()["reports"] for claim in entry["claims"]}
    found = matches(claims)
    tally: dict[str, list[bool]] = defaultdict(list)
    tally["claims"] = [name in found for name in planted]
    for name, claim in planted.items():
        if name in found:
            _fields(claim, found[name], tally)
    _same(found, propositions, tally)
    _pairs(found, links, tally)
    _copies(claims, links, tally)
    figures = {key: 100 * sum(right) / len(right) for key, right in tally.items() if right}
    precision, recall = figures.get("same.precision", 0.0), figures.get("same.recall", 0.0)
    figures["same.f1"] = 2 * precision * recall / max(precision + recall, 1e-9)
    return figures


def history(claims: Sequence[Json], series: Sequence[Json]) -> dict[str, float]:
    """Percent of the planted steps of series that stand in one, and that have their kind there."""
    found = matches(claims)
    steps = {
        (step["claim"], step["low"], step["high"]): (row["id"], step["change"])
        for row in series
        for step in row["steps"]
    }
    tally: dict[str, list[bool]] = {"history.steps": [], "history.kinds": []}
    for planted in gold()["series"]:
        want = [step for step in planted["steps"] if step["change"] != "undecided"]
        ids = [found[step["claim"]]["id"] if step["claim"] in found else "" for step in want]
        got = [
            steps.get((id_, step["low"], step["high"]), ("", ""))
            for id_, step in zip(ids, want, strict=True)
        ]
        most = Counter(row for row, _ in got if row).most_common(1)
        for step, (row, change) in zip(want, got, strict=True):
            together = bool(most) and row == most[0][0]
            tally["history.steps"].append(together)
            tally["history.kinds"].append(together and change == step["change"])
    return {key: 100 * sum(right) / len(right) for key, right in tally.items()}


def matches(claims: Iterable[Json]) -> dict[str, Json]:
    """The exported claim of each planted one: greedily by shared content words, half at least."""
    by_file: dict[str, list[Json]] = defaultdict(list)
    for claim in claims:
        by_file[Path(claim["document"]["path"] or "").name].append(claim)
    pairs = []
    for entry in gold()["reports"]:
        text = reports()[entry["file"]].text
        for planted in entry["claims"]:
            want = _tokens(text, [list(span) for span in locate(text, planted["content"])])
            for claim in by_file[entry["file"]]:
                got = _tokens(text, claim["content"]["spans"])
                share = len(want & got) / max(1, len(want | got))
                same_cue = _words(planted["cue"]) == claim["cue"]["text"]
                if share >= 0.5:
                    pairs.append((share, same_cue, planted["id"], claim["id"], claim))
    found: dict[str, Json] = {}
    taken: set[str] = set()
    for _, _, name, id_, claim in sorted(pairs, key=lambda pair: pair[:4], reverse=True):
        if name not in found and id_ not in taken:
            found[name] = claim
            taken.add(id_)
    return found


def _fields(planted: Json, claim: Json, tally: dict[str, list[bool]]) -> None:
    for role in ("source", "cue"):
        tally[f"attribution.{role}"].append(_words(planted[role]) == claim[role]["text"])
    if planted.get("chain"):
        sources = [gold()["sources"][id_] for id_ in planted["chain"]]
        chain = claim["chain"]
        first = bool(chain) and _is(chain[0], sources[0])
        tally["speaker"].append(first)
        whole = [_is(link, source) for link, source in zip(chain, sources, strict=False)]
        tally["chain"].append(len(chain) == len(sources) and all(whole))
        if chain and chain[0]["identified"] == "named":
            tally["names.sound"].append(first)
    if "said" in planted:
        tally["said"].append(bool(claim["said"]) and claim["said"]["edtf"] == planted["said"])
    if "figures" in planted:
        values = {(f["low"], f["high"]) for f in claim["figures"]}
        tally["figures"].append({(f["low"], f["high"]) for f in planted["figures"]} <= values)
    tally["places.sound"] += [place["lat"] is None for place in claim["places"]]
    for field in FIELDS:
        if field in planted:
            tally[field].append(claim[field] == planted[field])


def _same(
    found: dict[str, Json], propositions: Sequence[Json], tally: dict[str, list[bool]]
) -> None:
    name_of = {claim["id"]: name for name, claim in found.items()}
    by_id = {proposition["id"]: proposition for proposition in propositions}
    got = {
        frozenset(pair)
        for proposition in propositions
        for pair in combinations([name_of[c] for c in proposition["claims"] if c in name_of], 2)
    }
    undecided = {frozenset((u["a"], u["b"])) for u in gold()["undecided"]}
    want: set[frozenset[str]] = set()
    for proposition in gold()["propositions"]:
        pairs = {frozenset(pair) for pair in combinations(proposition["claims"], 2)}
        want |= pairs
        inside = Counter(found[c]["proposition"] for c in proposition["claims"] if c in found)
        inside.pop(None, None)
        if inside and inside.most_common(1)[0][1] == len(proposition["claims"]):
            other = by_id[inside.most_common(1)[0][0]]
            for count in ("origins", "texts"):
                bounds = [(x[count]["low"], x[count]["high"]) for x in (proposition, other)]
                tally[count].append(bounds[0] == bounds[1])
    tally["same.precision"] = [pair in want for pair in got - undecided]
    tally["same.recall"] = [pair in got for pair in want if pair <= set(found)]
    tally["end.same"] = [pair in got for pair in want]


def _pairs(found: dict[str, Json], links: Sequence[Json], tally: dict[str, list[bool]]) -> None:
    conflicts = {frozenset((x["a"], x["b"])) for x in links if x["kind"] == "conflict"}
    for kind in ("conflicts", "decoys"):
        for pair in gold()[kind]:
            ids = frozenset(found[pair[side]]["id"] for side in "ab" if pair[side] in found)
            clash = ids in conflicts or (kind == "conflicts" and _told(pair, found, conflicts))
            if kind == "conflicts":
                tally["end.conflicts"].append(clash)
            if len(ids) == 2:
                key = "conflicts.found" if kind == "conflicts" else "decoys.clean"
                tally[key].append(clash == (kind == "conflicts"))


def _told(pair: Json, found: dict[str, Json], conflicts: set[frozenset[str]]) -> bool:
    """Whether the dispute that this pair tells again is linked where it is told first."""
    first = next((x for x in gold()["conflicts"] if x["id"] == pair.get("again")), None)
    return first is not None and (
        frozenset(found[first[side]]["id"] for side in "ab" if first[side] in found) in conflicts
    )


def _copies(claims: Sequence[Json], links: Sequence[Json], tally: dict[str, list[bool]]) -> None:
    file_of = {report.id: name for name, report in reports().items()}
    file_of |= {c["document"]["id"]: Path(c["document"]["path"] or "").name for c in claims}
    linked = {
        frozenset((file_of[x["a"]], file_of[x["b"]]))
        for x in links
        if x["kind"] == "copy" and x["a"] in file_of and x["b"] in file_of
    }
    copies = {frozenset((copy["of"], copy["by"])) for copy in gold()["copies"]}
    siblings = {frozenset((pair["a"], pair["b"])) for pair in gold()["siblings"]}
    tally["copies.found"] = [pair in linked for pair in copies]
    tally["copies.sound"] = [pair in copies | siblings for pair in linked]


def _words(fragments: Iterable[str | list[Any]]) -> str:
    return " ".join(x if isinstance(x, str) else str(x[0]) for x in fragments)


def _tokens(text: str, spans: Iterable[Sequence[int]]) -> set[int]:
    return {start + m.start() for start, end in spans for m in WORD.finditer(text[start:end])}


def _is(link: Json, source: Json) -> bool:
    """Whether a link of a chain is this source: by two thirds of a name's words."""
    got = _name(link["name"])
    if source["identified"] == link["identified"] == "anonymous":
        return True
    names = [_name(name) for name in source["name"]]
    return any(got and len(got & name) / len(got | name) >= 2 / 3 for name in names)


def _name(name: str) -> frozenset[str]:
    return frozenset(WORD.findall(name.casefold().replace(".", ""))) - SMALL
