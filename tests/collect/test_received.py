"""What is stored is what was received."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sayso.collect import from_bytes, from_text
from sayso.collect.formats.decoded import LONGEST_WORD
from sayso.errors import EmptyInput, InputError, OversizedInput, UnreadableInput
from sayso.settings import Settings
from tests.strategies import texts

MARKED = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


@given(texts, st.sampled_from(sorted(MARKED)))
def test_text_and_hashes_in_every_encoding(text: str, encoding: str) -> None:
    text = f"Vell {text}"
    assume("\0" not in text)
    data = MARKED[encoding] + text.encode(encoding)
    report = from_bytes(data, "a.txt")
    assert report.text == text
    assert report.encoding == encoding
    assert report.sha256_bytes == hashlib.sha256(data).hexdigest()
    assert report.sha256_text == hashlib.sha256(text.encode()).hexdigest()
    assert report.sha256_text == from_text(text).sha256_text
    assert report.id == from_text(text).id


@pytest.mark.parametrize(
    "text", ["a\r\nb\rc\n", "tab\tNBSP\u00a0ZWSP\u200b", "e\u0301 is not é", "x\f"]
)
def test_odd_characters_stay(text: str) -> None:
    assert from_bytes(text.encode(), "a.txt").text == text
    assert from_text(text).text == text


def test_the_path_is_custody_and_not_part_of_the_id() -> None:
    one, other = from_bytes(b"Vell voted.", "a.txt"), from_bytes(b"Vell voted.", "b.txt")
    assert (one.path, other.path) == ("a.txt", "b.txt")
    assert one.id == other.id


def test_a_guessed_encoding_is_noted() -> None:
    report = from_bytes("Le café de Vell".encode("cp1252"), "a.txt")
    assert [(note.field, note.name) for note in report.notes] == [("encoding", "guessed")]


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", EmptyInput, "it is empty"),
        (b" \r\n\t", EmptyInput, "it is empty"),
        (b"\xef\xbb\xbf", EmptyInput, "no text"),
        (b"\xff\xfe", EmptyInput, "no text"),
        (b"Title: A\nOutlet: B\n\n", EmptyInput, "no text"),
        (b"x" * (2 * LONGEST_WORD), UnreadableInput, "a word of over 500,000 characters"),
        (b"Vell voted. " * 100, OversizedInput, "larger than 1,000 bytes"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, error: type[InputError], words: str) -> None:
    size = 1000 if error is OversizedInput else 2**26
    with pytest.raises(error, match=words) as caught:
        from_bytes(data, "a.txt", settings=Settings(largest_input=size))
    assert str(caught.value).startswith("a.txt: ")
    assert caught.value.reason.endswith(".")


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="surrogate"):
        from_text("Vell \ud83d voted.")


@given(
    st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-16"))), st.text(max_size=9)
)
def test_nothing_but_an_input_error_is_raised(data: bytes, path: str) -> None:
    try:
        report = from_bytes(data, path)
    except InputError as error:
        failure = error
    else:
        assert report.text.strip()
        assert report.sha256_bytes == hashlib.sha256(data).hexdigest()
        return
    assert failure.reason.endswith(".")


@given(st.text(st.characters()))
def test_any_text_in_memory_is_stored_as_it_is(text: str) -> None:
    try:
        report = from_text(text)
    except UnreadableInput:
        assert any("\ud800" <= character <= "\udfff" for character in text)
    else:
        assert report.text == text
