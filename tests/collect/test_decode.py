from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sayso.collect import from_bytes
from sayso.collect.decode import MARKS, decode
from tests.collect.cases import cases, label
from tests.strategies import texts

LETTERS = st.characters(codec="cp1252", categories=["L", "N", "P", "Zs"])


@pytest.mark.parametrize("case", cases("texts"), ids=label)
def test_cases(case: dict[str, Any]) -> None:
    decoded = decode(case["text"].encode(case["encoding"]))
    assert decoded is not None
    assert decoded.text == case["text"]
    assert decoded.guessed == (case["encoding"] != "utf-8")


@given(texts)
def test_utf8_comes_back_character_by_character(text: str) -> None:
    assume("\0" not in text and not text.startswith("\ufeff"))
    decoded = decode(text.encode())
    assert decoded is not None
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, "utf-8", False)


@given(texts, st.sampled_from(MARKS))
def test_a_mark_decides_and_is_no_part_of_the_text(text: str, mark: tuple[bytes, str]) -> None:
    assume("\0" not in text)
    decoded = decode(mark[0] + text.encode(mark[1]))
    assert decoded is not None
    assert (decoded.text, decoded.encoding) == (text, mark[1])


@given(st.lists(st.text(st.characters(min_codepoint=97, max_codepoint=122), min_size=3)), LETTERS)
def test_one_western_letter_among_words_comes_back(words: list[str], letter: str) -> None:
    text = " ".join(["said", *words, f"caf{letter}", "and then some more"])
    decoded = decode(text.encode("cp1252"))
    assert decoded is not None
    assert decoded.text == text


@given(
    st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cc", "Cn"]))
)
def test_utf16_without_a_mark_comes_back(text: str) -> None:
    text = f"The town voted. {text}"
    for encoding in ("utf-16-le", "utf-16-be"):
        decoded = decode(text.encode(encoding))
        assert decoded is not None
        assert decoded.text == text


@given(st.binary())
def test_any_bytes_are_a_text_without_nul_or_no_text(data: bytes) -> None:
    decoded = decode(data)
    if decoded is not None:
        assert "\0" not in decoded.text
        marks = [mark for mark, _ in MARKS if data.startswith(mark)]
        body = data[len(marks[0]) :] if marks else data
        errors = "replace" if decoded.damaged else "strict"
        assert body.decode(decoded.encoding, errors) == decoded.text


def test_a_few_damaged_bytes_do_not_cost_the_text() -> None:
    data = "“We left,” she said. “And you?”".encode()
    decoded = decode(data.replace(b"left", b"l\xffft"))
    assert decoded is not None
    assert (decoded.text, decoded.damaged) == ("“We l\ufffdft,” she said. “And you?”", 1)
    report = from_bytes(data[:-1], "a.txt")
    assert [note.name for note in report.notes] == ["damaged"]


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "iso-8859-5"])
def test_a_page_that_declares_its_encoding(encoding: str) -> None:
    page = f"<html><head><meta charset={encoding}></head><body><p>Войска уйдут.</p></body></html>"
    decoded = decode(page.encode(encoding))
    assert decoded is not None
    assert (decoded.text, decoded.guessed) == (page, False)
