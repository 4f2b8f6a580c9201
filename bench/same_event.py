"""Which event words of several reports are of one event (ECB+), with the words that Sayso finds.

A *predicted mention* is a word of a validated sentence that tells of an event: a past tense, a
participle, or a word whose stem stands in the linking room's tables of doings, events and synonyms.
It counts as the gold mention among whose tokens it is (the first of them), else as one of its own.
No gold mention is looked at before scoring. Within a topic Sayso joins two mentions if their stems
are one or near in meaning and the reports agree on what surrounds them: the features of
`sayso.link.compare` over the two sentences, and the rare stems and names that the documents share.

``untouched.conll``  the mean F1 of MUC, B3 and CEAF-e (see `bench.conll`) on every second topic
``untouched.lemma``  the baseline: one cluster for each stem of a topic, same predicted mentions
``untouched.embeddings``   one stem, and sentences whose embeddings are near (see `bench.encoder`)
``untouched.contextual``   embeddings alone: the states of the two words in their sentences are near
``tuned.*``          the same on the other topics, on which all thresholds were chosen
``mentions.recall``, ``mentions.precision``   of the predicted mentions, over all topics
"""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np

from bench import encoder
from bench.conll import conll
from sayso.link.compare import compare
from sayso.link.meaning import likeness
from sayso.link.rarity import Rarity
from sayso.link.tables import column, mapping
from sayso.link.view import Seen, kin_of, see
from sayso.link.words import stem
from sayso.records import Claim, Firmness, Report, Span, Voice

SET = "ecbplus"
RARITY = Rarity()


@dataclass(frozen=True)
class Mention:
    """One event word: ``id`` is the gold mention's that it stands in, else its own; ``word`` is
    where it stands in the sentence.
    """

    id: Hashable
    document: str
    stem: str
    sentence: Seen
    word: tuple[int, int]


@dataclass(frozen=True)
class Topic:
    """One topic's predicted mentions, gold clusters, and all stems of each document."""

    mentions: Sequence[Mention]
    gold: Sequence[frozenset[Hashable]]
    documents: dict[str, frozenset[str]]


def topics(gold: Path) -> list[Topic]:
    """All topics in the order of their numbers."""
    valid: dict[str, set[tuple[str, int]]] = defaultdict(set)
    with (gold / "ECBplus_coreference_sentences.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            valid[row["Topic"]].add((row["File"], int(row["Sentence Number"])))
    numbers = sorted((t for t in valid if (gold / t).is_dir()), key=int)
    return [_topic(gold / number, number, valid[number]) for number in numbers]


def _topic(folder: Path, number: str, valid: set[tuple[str, int]]) -> Topic:
    mentions: list[Mention] = []
    clusters: dict[Hashable, set[Hashable]] = defaultdict(set)
    documents = {}
    for file in sorted({file for file, _ in valid}):
        root = ET.parse(folder / f"{number}_{file}.xml").getroot()
        kept = [t for t in root.iter("token") if (file, int(t.get("sentence", -1))) in valid]
        inside = {t.get("t_id"): t for t in kept}
        of_token: dict[str, Hashable] = {}
        cluster_of = _clusters(root, file)
        for mark in root.find("Markables") or ():
            tokens = [a.get("t_id") or "" for a in mark]
            if "ACTION" in mark.tag and tokens and all(t in inside for t in tokens):
                id_ = (file, mark.get("m_id"))
                clusters[cluster_of.get(mark.get("m_id") or "", id_)].add(id_)
                of_token |= dict.fromkeys(tokens, id_)
        sentences: dict[str, list[ET.Element]] = defaultdict(list)
        for token in kept:
            sentences[token.get("sentence") or ""].append(token)
        stems: set[str] = set()
        for words in sentences.values():
            sentence = _seen(file, " ".join(w.text or "" for w in words))
            stems |= sentence.bag
            mentions += _found(file, words, sentence, of_token)
        documents[file] = frozenset(stems)
    unique = {mention.id: mention for mention in reversed(mentions)}
    return Topic([*reversed(unique.values())], [frozenset(c) for c in clusters.values()], documents)


def _clusters(root: ET.Element, file: str) -> dict[str, Hashable]:
    found: dict[str, Hashable] = {}
    for relation in root.find("Relations") or ():
        across = relation.tag == "CROSS_DOC_COREF"
        id_ = relation.get("note") if across else (file, relation.get("r_id"), "inside")
        found |= {source.get("m_id") or "": id_ for source in relation.findall("source")}
    return found


def _seen(file: str, text: str) -> Seen:
    report = Report(text=text, sha256_bytes="", sha256_text=f"{file}{text}")
    claim = Claim(
        report=report.id, content=(Span(0, len(text)),), source=(), cue=(), quote="indirect",
        voice=Voice(), said=None, about=None, firmness=Firmness(), figures=(), places=(),
        nested_in=None, confidence=1.0, made_by="bench",
    )  # fmt: skip
    return see(claim, report)


def _found(
    file: str, words: Sequence[ET.Element], sentence: Seen, of_token: dict[str, Hashable]
) -> Iterable[Mention]:
    start = 0
    for word in words:
        text = (word.text or "").lower()
        end = start + len(text)
        if _event(text):
            id_ = of_token.get(token := word.get("t_id") or "", (file, token, "own"))
            yield Mention(id_, file, stem(text), sentence, (start, end))
        start = end + 1


def _event(word: str) -> bool:
    """Whether a word tells of an event, as far as the tables and endings say."""
    if len(word) < 3 or not word.isalpha() or word in column("function_words.tsv"):
        return False
    base = stem(word)
    known = base in DOINGS or base in column("doings.tsv") or word in column("pasts.tsv")
    return known or (word.endswith(("ed", "ing")) and word not in PLAIN)


PLAIN_WORDS = """
thing nothing something anything everything morning evening king red bed according including
during hundred united wing string spring sibling ceiling being
"""
PLAIN = frozenset(PLAIN_WORDS.split())
PEOPLE_AND_THINGS_WORDS = """
soldier fighter terrorist police lawmaker leader president minister company worker child
teenager doctor hospital car truck plane ship house money weapon economy virus film team
player host sick drug big important bad good problem safe cheap quick danger
"""
PEOPLE_AND_THINGS = frozenset(PEOPLE_AND_THINGS_WORDS.split())
VERBS = """
leave go take give make keep hold lose find send bring buy build fight fall rise come become
grow fly steal strike shoot win write pay die kill wound withdraw return announce agree
decide destroy defeat arrive depart arrest attack explode resign elect extend approve deploy
occupy invest acquire collapse
"""
DOINGS = frozenset(
    stem(word) for word, group in mapping("synonyms.tsv").items() if group not in PEOPLE_AND_THINGS
) | frozenset(VERBS.split())

Joined = Callable[[Mention, Mention], bool]


def clusters(topic: Topic, joined: Joined) -> list[frozenset[Hashable]]:
    """Mentions that hang together by ``joined``."""
    of = {m.id: m.id for m in topic.mentions}

    def root(id_: Hashable) -> Hashable:
        while of[id_] != id_:
            id_ = of[id_]
        return id_

    for a, b in combinations(topic.mentions, 2):
        if root(a.id) != root(b.id) and joined(a, b):
            of[root(b.id)] = root(a.id)
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention in topic.mentions:
        found[root(mention.id)].add(mention.id)
    return [frozenset(cluster) for cluster in found.values()]


def lemma(a: Mention, b: Mention) -> bool:
    """The baseline: one stem, one event."""
    return a.stem == b.stem


def near_sentences(a: Mention, b: Mention) -> float:
    """The cosine of the sentences' embeddings, for words of one stem."""
    if a.stem != b.stem:
        return 0.0
    return float(encoder.embedding(a.sentence.text) @ encoder.embedding(b.sentence.text))


def near_words(a: Mention, b: Mention) -> float:
    """The cosine of the states of two words."""
    return float(_state(a.sentence.text, a.word) @ _state(b.sentence.text, b.word))


@cache
def _state(sentence: str, word: tuple[int, int]) -> encoder.Vector:
    hidden, offsets = encoder.states(sentence)
    inside = [word[0] <= start < end <= word[1] for start, end in offsets]
    state = hidden[inside].mean(0) if any(inside) else hidden.mean(0)
    return np.asarray(state / np.linalg.norm(state), dtype=np.float32)


def alike(topic: Topic, near: float, far: float, kin: float) -> Joined:
    """Sayso's: one stem in documents of one story, or a synonym in sentences that agree."""
    known: dict[frozenset[str], float] = {}
    told: dict[tuple[str, str], float] = {}

    def story(a: str, b: str) -> float:
        """The cosine of two documents' stems, weighted by rarity: are they of one story?"""
        pair = frozenset((a, b))
        if pair not in known:
            x, y = topic.documents[a], topic.documents[b]
            whole = RARITY.whole(x)[1] * RARITY.whole(y)[1]
            known[pair] = RARITY.squares(x & y) / whole**0.5 if whole else 0.0
        return known[pair]

    def context(a: Mention, b: Mention) -> float:
        pair = (a.sentence.id, b.sentence.id)
        if pair not in told:
            found = compare(a.sentence, b.sentence, RARITY)
            told[pair] = 0.0 if any(f.hard for f in found.features) else found.alike
        return told[pair]

    def joined(a: Mention, b: Mention) -> bool:
        if a.stem == b.stem:
            return story(a.document, b.document) >= near or context(a, b) >= far
        one, other = frozenset([a.stem]), frozenset([b.stem])
        synonyms = bool(kin_of(one).keys() & kin_of(other).keys())
        if not synonyms and likeness(one, other) < SYNONYM:
            return False
        return story(a.document, b.document) >= near and context(a, b) >= kin

    return joined


NEAR, FAR, KIN, SYNONYM = 0.35, 0.05, 0.02, 0.7
"""Chosen on the tuned topics."""


def _by_cosine(
    key: str, cosine: Callable[[Mention, Mention], float], parts: dict[str, list[Topic]]
) -> dict[str, float]:
    """The figures of a baseline that joins from a cosine on: the best one on the tuned topics."""

    def at(least: float) -> Callable[[Topic], Joined]:
        return lambda _: lambda a, b: cosine(a, b) >= least

    best = max((step / 20 for step in range(2, 20)), key=lambda t: score(parts["tuned"], at(t)))
    return {f"{name}.{key}": score(some, at(best)) for name, some in parts.items()}


def score(some: Sequence[Topic], rule: Callable[[Topic], Joined]) -> float:
    """CoNLL F1 of a rule over several topics at once."""
    key = [_within(n, c) for n, topic in enumerate(some) for c in topic.gold]
    response = [_within(n, c) for n, topic in enumerate(some) for c in clusters(topic, rule(topic))]
    return conll(key, response)


def _within(number: int, cluster: frozenset[Hashable]) -> frozenset[Hashable]:
    return frozenset((number, mention) for mention in cluster)


def measure(gold: Path) -> dict[str, float]:
    """CoNLL F1 on the tuned and the untouched topics, ours and the lemma baseline's."""
    every = topics(gold)
    figures: dict[str, float] = {}
    parts = {"tuned": every[::2], "untouched": every[1::2]}
    for name, some in parts.items():
        figures[f"{name}.conll"] = score(some, lambda topic: alike(topic, NEAR, FAR, KIN))
        figures[f"{name}.lemma"] = score(some, lambda _: lemma)
    if encoder.installed():
        for key, cosine in (("embeddings", near_sentences), ("contextual", near_words)):
            figures |= _by_cosine(key, cosine, parts)
    real = {(n, m) for n, t in enumerate(every) for c in t.gold for m in c}
    found = {(n, m.id) for n, t in enumerate(every) for m in t.mentions}
    figures["mentions.recall"] = 100 * len(real & found) / max(1, len(real))
    figures["mentions.precision"] = 100 * len(real & found) / max(1, len(found))
    return figures
