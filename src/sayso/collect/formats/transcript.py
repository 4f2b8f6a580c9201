"""Subtitles and transcripts (WebVTT, SRT): the words, a paragraph for each speaker or pause."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import BinaryIO

from sayso.collect.formats.decoded import decoded_of, guessed, prose
from sayso.collect.part import Asked, Part, whole

KIND = "text/vtt"
PAUSE = 3.0
"""Seconds of silence that begin a new paragraph: longer than a breath, shorter than a scene."""

_TIMES = re.compile(
    r"(?:(\d+):)?(\d\d):(\d\d)[.,](\d{3})\s*-->\s*(?:(\d+):)?(\d\d):(\d\d)[.,](\d{3})", re.ASCII
)
_VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]+)>", re.I)
_TAG = re.compile(r"</?[^<>]{1,80}>|\{\\[^{}]{1,40}\}")
_SPEAKER = re.compile(r"(?:>>+\s*|-\s+|[A-ZÀ-Þ][\w .'’-]{0,40}:\s)")


def parts(stream: BinaryIO, asked: Asked) -> Iterator[Part]:
    """The transcript as one text; who speaks is kept as "NAME: ..." at a paragraph's beginning."""
    decoded = decoded_of(whole(stream, asked), asked)
    yield Part(
        text=prose("\n\n".join(_paragraphs(decoded.text)), asked),
        media_type=KIND,
        encoding=decoded.encoding,
        notes=guessed(decoded),
    )


def _paragraphs(text: str) -> Iterator[str]:
    words: list[str] = []
    last, ended, speaking = "", 0.0, ""
    for start, end, lines in _cues(text):
        for number, line in enumerate(lines):
            voice = _VOICE.search(line)
            clean = " ".join(html.unescape(_TAG.sub("", line)).split())
            if not clean or clean == last:  # captions that roll say each line twice
                continue
            last = clean
            pause = number == 0 and start - ended > PAUSE
            other = voice is not None and voice[1].strip() != speaking
            if words and (pause or other or _SPEAKER.match(clean)):
                yield " ".join(words)
                words = []
            if voice is not None and (other or not words):
                speaking = voice[1].strip()
                clean = f"{speaking}: {clean}"
            words.append(clean)
        ended = max(ended, end)
    if words:
        yield " ".join(words)


def _cues(text: str) -> Iterator[tuple[float, float, list[str]]]:
    """(start, end, lines) of each cue, times in seconds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.strip().splitlines()
        for number, line in enumerate(lines[:2]):
            if times := _TIMES.search(line):
                values = [int(value or 0) for value in times.groups()]
                yield _seconds(values[:4]), _seconds(values[4:]), lines[number + 1 :]
                break


def _seconds(values: list[int]) -> float:
    hours, minutes, seconds, thousandths = values
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
