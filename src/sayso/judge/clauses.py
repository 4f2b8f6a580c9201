"""Which words of a sentence belong to its main clause, and which lie below it. No parser.

    Although it rained , the crew [that won] did not leave because it was late .
    ~~~~~~~~~~~~~~~~~~   main                main         ~~~~~~~~~~~~~~~~~~~~

A clause opens at a conjunction or a relative pronoun. One at the head of the sentence closes at its
comma; one set off by a comma closes at the next comma; a bare relative clause closes where a second
finite auxiliary shows that the main clause goes on. "But", ";" and "and" with a subject of its own
open another main clause. An infinitive lasts until the next finite auxiliary or boundary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sayso.judge.tables import members
from sayso.judge.words import Word

Kind = Literal[
    "main", "relative", "adverbial", "conditional", "open", "complement", "aside", "participle"
]  # fmt: skip

CONDITIONAL: Final = members("conditional")
ADVERBIAL: Final = members("adverbial")
RELATIVE: Final = members("relative")
AUXILIARIES: Final = members("auxiliaries")
SUBJECTS: Final = members("subjects")
DETERMINERS: Final = members("determiners")
PREPOSITIONS: Final = members("prepositions")
DASHES: Final = frozenset({",", "—", "–", "--"})
LEADS: Final = members("leads")
FINITE: Final = AUXILIARIES | members("finite verbs")


@dataclass(frozen=True, slots=True)
class Place:
    """Where one word stands: the number of its main clause, the kind of the clause it is in, and
    whether an infinitive governs it.
    """

    main: int
    kind: Kind
    infinitive: bool = False
    clause: int = 0

    @property
    def is_main(self) -> bool:
        """Whether the word belongs to a main clause itself."""
        return self.kind == "main"


@dataclass(slots=True)
class _State:
    main: int = 0
    kind: Kind = "main"
    clause: int = 0
    latest: int = 0
    opened_by_comma: bool = False
    at_head: bool = False
    finite: int = 0
    infinitive: bool = False
    brackets: int = 0

    def open(self, kind: Kind, by_comma: bool, at_head: bool) -> None:
        """Enter a clause below the main one."""
        self.latest += 1
        inside = self.kind in {"conditional", "adverbial"}
        kept = inside and kind not in {"relative", "complement"}
        self.opened_by_comma = by_comma or (kept and self.opened_by_comma)
        self.at_head = at_head or (kept and self.at_head)
        self.kind, self.clause = kind, self.latest
        self.finite, self.infinitive = 0, False

    def close(self, another: bool = False) -> None:
        """Back to the main clause, or on to another one."""
        if another:
            self.main += 1
        self.kind, self.clause, self.infinitive = "main", -self.main, False
        self.opened_by_comma = self.at_head = False


def places(words: Sequence[Word]) -> tuple[Place, ...]:
    """The place of each word of one sentence.

    >>> from sayso.judge.words import words
    >>> from sayso.spans import Span
    >>> text = "The man who fell has not died because he was lucky"
    >>> ws = words(text, (Span(0, len(text)),))
    >>> [w.lower for w, p in zip(ws, places(ws)) if p.is_main]
    ['the', 'man', 'has', 'not', 'died']
    """
    state = _State()
    found: list[Place] = []
    fresh = True
    main_verb = False
    for at, word in enumerate(words):
        before = words[at - 1].lower if at else ""
        after = words[at + 1].lower if at + 1 < len(words) else ""
        if word.lower in "()":
            state.brackets = max(0, state.brackets + (1 if word.lower == "(" else -1))
            found.append(Place(state.main, "aside", False, state.clause))
            continue
        if state.brackets:
            found.append(Place(state.main, "aside", False, -1000 - state.brackets))
            continue
        opened = _opens(words, at, before, after, fresh, main_verb)
        if opened:
            state.open(opened, before in DASHES, fresh or before in LEADS)
        elif _another(word.lower, before, after, state, main_verb):
            state.close(another=True)
            main_verb = False
        elif word.lower in DASHES:
            _comma(state)
        elif word.lower in FINITE and before != "to":
            closes = state.kind == "relative" and not state.opened_by_comma and state.finite > 0
            if closes and before not in AUXILIARIES | {"and", "or", "not"}:
                state.close()
            state.infinitive = False
            state.finite += 1
        elif (
            state.kind == "relative"
            and before in RELATIVE | {"that"}
            and word.lower not in DETERMINERS
            and (word.lower.endswith(("ed", "s")) or after in AUXILIARIES)
        ):
            state.finite += 1
        if word.lower == "to" and _is_verb_slot(words, at + 1):
            state.infinitive = True
        if state.kind == "main" and (word.lower in FINITE or word.lower.endswith("ed")):
            main_verb = True
        found.append(Place(state.main, state.kind, state.infinitive, state.clause))
        fresh = fresh and not word.is_word
    return tuple(found)


def _opens(
    words: Sequence[Word], at: int, before: str, after: str, fresh: bool, main_verb: bool
) -> Kind | None:
    """The kind of the clause that a word opens, if any."""
    word = words[at].lower
    if word in CONDITIONAL:
        return "conditional" if word in {"if", "unless"} or fresh or after == "that" else None
    if word == "whether":
        return "open"
    if word in ADVERBIAL:
        if word in {"as", "since", "after", "before", "until", "till", "despite"} and not _clausal(
            words, at
        ):
            return None
        return "adverbial"
    if word in RELATIVE and not fresh:
        return "relative"
    if word in {"why", "how"} and not fresh and after not in PREPOSITIONS:
        return "open"
    if word == "that" and not fresh and before not in PREPOSITIONS | {",", "and", "but"}:
        return "complement" if _governs(words, at) else "relative"
    if word.endswith("ing") and before in {",", "—", "–"} and main_verb and len(word) > 5:
        return "participle"
    return None


def _governs(words: Sequence[Word], at: int) -> bool:
    """Whether "that" follows a verb or adjective, so that what comes is said or thought."""
    before = words[at - 1].lower
    return before.endswith(("ed", "says", "said", "think", "clear", "true", "likely", "possible"))


def _clausal(words: Sequence[Word], at: int) -> bool:
    """Whether a subject and a verb follow within a few words, and not just a noun phrase."""
    for step, word in enumerate(words[at + 1 : at + 9]):
        if word.lower in {",", ";", "."}:
            return False
        if word.lower in FINITE or (step == 0 and word.lower in SUBJECTS - {"this", "these"}):
            return True
    return False


def _another(word: str, before: str, after: str, state: _State, main_verb: bool) -> bool:
    """Whether another main clause begins here."""
    if word in {";", "but"}:
        return main_verb or word == ";" or before == ","
    if word == "so" and before == "," and after not in {"that", "as"}:
        return True
    if word in {"and", "or", "so", "yet"} and main_verb:
        return state.kind in {"main", "adverbial", "conditional", "participle"} and (
            after in SUBJECTS or (state.kind == "main" and after in AUXILIARIES | {"therefore"})
        )
    return False


def _comma(state: _State) -> None:
    if state.kind == "main":
        state.infinitive = False
    elif state.at_head or state.opened_by_comma:
        state.close()


def _is_verb_slot(words: Sequence[Word], at: int) -> bool:
    """Whether a base verb can stand here: no capital, article, figure or gerund."""
    if at >= len(words):
        return False
    word = words[at]
    return (
        word.is_word
        and not word.capital
        and word.lower not in DETERMINERS | PREPOSITIONS
        and not word.lower.endswith("ing")
    )
