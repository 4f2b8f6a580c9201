"""Subtitles and transcripts (WebVTT, SRT, SBV): the words, a paragraph for each speaker or pause.

Nothing that is shown is lost: what stands between cues without times of its own (a blank line in
the middle of a cue, times that cannot be read) belongs to the cue before.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import BinaryIO

from sayso.collect.formats.decoded import decoded_of, guessed, prose
from sayso.collect.metadata import Detail, sound
from sayso.collect.part import Asked, Part, whole

KIND = "text/vtt"
PAUSE = 3.0
"""Seconds of silence that begin a new paragraph: longer than a breath, shorter than a scene."""

_TIME = r"(?:(\d{1,4}):)?(\d\d?):(\d\d)(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"{_TIME}\s*-->\s*{_TIME}|^{_TIME},{_TIME}\s*$", re.ASCII)
_ARROW = re.compile(r"-->")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)\b")
_TITLE = re.compile(r"WEBVTT[ \t]+(?:-+[ \t]*)?(\S.*)")
_LANGUAGE = re.compile(r"Language:\s*([A-Za-z]{2,3})\b", re.I)
_VOICE = re.compile(r"<v(?:\.[^ <>]{0,80})?\s{1,9}([^<>]{1,80})>", re.I)
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
        details=sound(_details(decoded.text)),
    )


def _details(text: str) -> Iterator[Detail]:
    """What the head of a WebVTT file says."""
    head = re.split(r"\r?\n[ \t]*\r?\n", text[:4000], maxsplit=1)[0]
    if title := _TITLE.match(head):
        yield Detail("title", title[1], "the subtitles' first line")
    if (language := _LANGUAGE.search(head)) and head.startswith("WEBVTT"):
        yield Detail("language", language[1], "the subtitles' head")


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
    start = end = 0.0
    for block in re.split(r"\n[ \t]*\n", text):
        lines = block.strip().splitlines()
        # The number or name of a cue is the line before its times.
        place = next((n for n, line in enumerate(lines[:2]) if _TIMES.search(line)), None)
        if place is not None and (times := _TIMES.search(lines[place])):
            values = [value or "0" for value in (times.groups()[:8], times.groups()[8:])[
                times[3] is None]]  # fmt: skip
            start, end = _seconds(values[:4]), _seconds(values[4:])
            yield start, end, lines[place + 1 :]
        elif lines and not (lines[0].startswith("WEBVTT") or _ASIDE.match(lines[0])):
            if any(_ARROW.search(line) for line in lines[:2]):  # times that cannot be read
                lines = lines[2 if len(lines) > 1 and _ARROW.search(lines[1]) else 1 :]
            yield end, end, lines


def _seconds(values: list[str]) -> float:
    hours, minutes, seconds = map(int, values[:3])
    return hours * 3600 + minutes * 60 + seconds + float(f"0.{values[3]}")
