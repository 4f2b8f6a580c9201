"""How firmly events are held, on MEANTIME (Wikinews, CAT XML), beside the majority baseline.

Counted is every event mention that has a certainty and a polarity (mentions without attributes are
left out). The sentence is read as its tokens joined by blanks; the event is judged by
`sayso.judge.event`. certain, probable, possible and unknown stand for CERTAIN, PROBABLE, POSSIBLE
and UNDERSPECIFIED. "Will" and "plans to" alone leave an event CERTAIN, as in the set, where the
future is an axis of its own ("time").

    certainty.macro_f1   mean of the F1 of the classes that occur, in percent
    certainty.accuracy   share of events with the right class
    certainty.f1.CLASS   F1 of one class
    polarity.*           the same; UNDERSPECIFIED is given where a "whether" leaves it open
    time.*               FUTURE against NON_FUTURE: planned is FUTURE, everything else is not
    majority.*           the same figures for giving every event the most frequent class

Figures without a prefix are of the two topics that were not looked at while building (gm, stock);
``tuned.`` ones of the two that were (airbus, apple). Folders are found below the one given.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.judge.event import OPEN, event
from sayso.judge.words import words
from sayso.spans import Span

SET = "meantime"
TUNED = ("corpus_airbus", "corpus_apple")
UNTOUCHED = ("corpus_gm", "corpus_stock")
CERTAINTY = {
    "certain": "CERTAIN", "probable": "PROBABLE", "possible": "POSSIBLE",
    "unknown": "UNDERSPECIFIED",
}  # fmt: skip
POLARITY = {"positive": "POS", "negative": "NEG"}
Pairs = list[tuple[str, str]]


def measure(gold: Path) -> dict[str, float]:
    """Macro F1, accuracy and F1 per class, in percent."""
    return {**_figures(gold, UNTOUCHED, ""), **_figures(gold, TUNED, "tuned.")}


def _figures(gold: Path, folders: Iterable[str], prefix: str) -> dict[str, float]:
    pairs: dict[str, Pairs] = {"certainty": [], "polarity": [], "time": []}
    for folder in folders:
        for path in sorted((gold / folder).glob("*.xml")):
            for field, wanted, got, _ in judged(path):
                pairs[field].append((wanted, got))
    figures: dict[str, float] = {}
    for field, found in pairs.items():
        if not found:
            continue
        most = Counter(wanted for wanted, _ in found).most_common(1)[0][0]
        for name, value in scores(found).items():
            figures[f"{prefix}{field}.{name}"] = value
        base = scores([(wanted, most) for wanted, _ in found])
        for name in ("macro_f1", "accuracy"):
            figures[f"{prefix}majority.{field}.{name}"] = base[name]
    return figures


def scores(pairs: Pairs) -> dict[str, float]:
    """Macro F1 over the classes of the gold, accuracy, and F1 of each class.

    >>> scores([("A", "A"), ("B", "A")])["accuracy"]
    50.0
    """
    classes = sorted({wanted for wanted, _ in pairs})
    f1 = {}
    for name in classes:
        right = sum(wanted == got == name for wanted, got in pairs)
        of = sum((wanted == name) + (got == name) for wanted, got in pairs)
        f1[name] = 200 * right / of if of else 0.0
    return {
        "macro_f1": sum(f1.values()) / len(classes),
        "accuracy": 100 * sum(wanted == got for wanted, got in pairs) / len(pairs),
        **{f"f1.{name}": value for name, value in f1.items()},
    }


def judged(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Field, gold class, given class and the sentence, for each event of one file."""
    root = ET.parse(path).getroot()
    sentence_of, spans, texts = _sentences(root)
    for mention in root.iter("EVENT_MENTION"):
        anchors = [a.get("t_id", "") for a in mention.iter("token_anchor")]
        if not mention.get("certainty") or not mention.get("polarity") or not anchors:
            continue
        text = texts[sentence_of[anchors[0]]]
        whole = words(text, (Span(0, len(text)),))
        found = event(whole, spans[anchors[0]])
        shown = f"{text} @ {spans[anchors[0]].of(text)}"
        yield "certainty", mention.get("certainty", ""), CERTAINTY[found.certainty], shown
        is_open = any(reason.name == OPEN for reason in found.reasons)
        polarity = "UNDERSPECIFIED" if is_open else POLARITY[found.polarity]
        yield "polarity", mention.get("polarity", ""), polarity, shown
        if mention.get("time") in {"FUTURE", "NON_FUTURE"}:
            time = "FUTURE" if found.stage == "planned" else "NON_FUTURE"
            yield "time", mention.get("time", ""), time, shown


def _sentences(root: ET.Element) -> tuple[dict[str, str], dict[str, Span], dict[str, str]]:
    """The sentence of each token, its place in it, and the text of each sentence."""
    sentence_of: dict[str, str] = {}
    spans: dict[str, Span] = {}
    texts: dict[str, str] = {}
    for token in root.iter("token"):
        number, name, word = token.get("sentence", ""), token.get("t_id", ""), token.text or ""
        word = {"``": "“", "''": "”"}.get(word, word)
        text = texts.get(number, "")
        # A clitic is written on to its word again, so that "ca n't" reads as it was printed.
        joint = "" if not text or word in {"n't", "'s", "'ll", "'re", "'ve", "'d", "'m"} else " "
        start = len(text) + len(joint)
        texts[number] = f"{text}{joint}{word}"
        sentence_of[name], spans[name] = number, Span(start, start + len(word))
    return sentence_of, spans, texts
