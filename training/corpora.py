"""The corpora that the reader learns from, as `Document`s: a text, its relations, its mentions.

PolNeAR (brat stand-off and silver entities), TimeBank + AQUAINT (TimeML), GeoWebNews (XML).
Nothing of them is kept here: their folder is an argument of the training script.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sayso.extract.heads import ENTITIES, PLACES, TIMES
from training.markup import Relation

Mentions = list[tuple[int, int, str]]

TEXT_BOUND: Final = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t")
EVENT: Final = re.compile(r"(E\d+)\t(.*)")
LITERAL: Final = frozenset(["Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"])
ASSOCIATIVE: Final = frozenset(
    ["Metonymic", "Demonym", "Homonym", "Language", "Non_Literal_Modifier", "Embedded_Non_Lit"]
)


@dataclass
class Document:
    """One text. ``relations`` has one list per annotator; None marks what was not annotated."""

    name: str
    text: str
    relations: list[list[Relation]] | None = None
    entities: Mentions | None = None
    times: Mentions | None = None
    places: Mentions | None = None
    nested: bool = False
    """Whether its relations say which are nested (only the examples written for it do)."""
    tags: set[str] = field(default_factory=set)


def first_digit(name: str) -> str:
    """The first hexadecimal digit of the SHA-1 of a document's name: what it is held out by."""
    return hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()[0]


def held_out(name: str) -> bool:
    """Whether a TimeML or GeoWebNews document is in the part that is never trained on."""
    return first_digit(name) in "0123"


def for_calibration(name: str) -> bool:
    """Whether a PolNeAR training document is kept to fit confidences and thresholds (about 40)."""
    return hashlib.sha1(name.encode(), usedforsecurity=False).hexdigest()[:2] < "0c"


def polnear(folder: Path) -> list[Document]:
    """The articles of a PolNeAR folder (``text/``, ``attributions/``, ``silver.jsonl``)."""
    entities: dict[str, Mentions] = {}
    silver = folder / "silver.jsonl"
    if silver.exists():
        for line in silver.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            entities[record["doc"]] = [
                (start, end, label) for start, end, label in record["entities"] if label in ENTITIES
            ]
    annotated: dict[str, list[list[Relation]]] = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotated[path.stem.rpartition("_")[0]].append(brat(path.read_bytes().decode("utf-8")))
    return [
        Document(
            name,
            (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8"),
            relations,
            entities.get(name),
        )
        for name, relations in sorted(annotated.items())
    ]


def brat(annotation: str) -> list[Relation]:
    """The relations of a brat file."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for line in annotation.split("\n"):
        if bound := TEXT_BOUND.match(line):
            spans[bound[1]] = [
                (int(a), int(b)) for a, b in (part.split() for part in bound[3].split(";"))
            ]
    found: list[Relation] = []
    for line in annotation.split("\n"):
        if event := EVENT.match(line):
            relation = Relation()
            for argument in event[2].split():
                role, _, identifier = argument.partition(":")
                role = role.rstrip("0123456789").lower()
                if role in ("source", "cue", "content"):
                    getattr(relation, role).extend(spans[identifier])
            found.append(relation)
    return found


def timeml(folder: Path) -> list[Document]:
    """The articles of a TimeML folder with their time expressions."""
    found = []
    for path in sorted(folder.rglob("*.tml")):
        body = re.search(r"<TEXT>\n?(.*?)</TEXT>", path.read_text(encoding="utf-8"), re.DOTALL)
        if not body:
            continue
        text, mentions, opened = "", Mentions(), (0, "")
        for piece in re.split(r"(<[^>]*>)", body[1]):
            if piece.startswith("<TIMEX3"):
                kind = re.search(r'type="(\w+)"', piece)
                opened = (len(text), kind[1] if kind else "DATE")
            elif piece == "</TIMEX3>":
                if opened[1] in TIMES:
                    mentions.append((opened[0], len(text), opened[1]))
            elif not piece.startswith("<"):
                text += html.unescape(piece)
        found.append(Document(path.stem, text, times=mentions))
    return found


def geowebnews(path: Path) -> list[Document]:
    """The articles of GeoWebNews with their toponyms, literal or associative."""
    found = []
    for article in ET.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        mentions = Mentions()
        for toponym in article.iter("toponym"):
            kind = toponym.findtext("type") or ""
            label = PLACES[0] if kind in LITERAL else PLACES[1] if kind in ASSOCIATIVE else None
            if label:
                start = int(toponym.findtext("start") or 0)
                mentions.append((start, int(toponym.findtext("end") or 0), label))
        found.append(Document(f"geowebnews-{article.get('file')}", text, places=mentions))
    return found
