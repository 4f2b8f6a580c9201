"""How far a reading has come: a bar on a terminal, now and then a line elsewhere.

What is left is told by the bytes of the files that are left and how quickly those of the last
minute went; of a file that holds many reports nothing is known before it is done.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import TYPE_CHECKING

import click

from sayso.cli.screen import console

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.pipeline import Step

__all__ = ["Pace", "lasting", "progress"]

Show = Callable[[bool], None]
"""Tells how far it has come; True once all is read, and is being linked."""

EVERY = 30.0
"""Seconds between two lines where nobody watches a terminal."""
RECENT = 60.0
"""Seconds that the pace is taken from: long enough for the mean, short enough to follow a change
(files that are known already go by many times as fast)."""
SOON = 2.0
"""Seconds before which nothing is said about a pace."""


@dataclass(slots=True)
class Pace:
    """Reports read, inputs failed, bytes done of how many; times are seconds of any clock."""

    began: float = 0.0
    total: int | None = None
    reports: int = 0
    failed: int = 0
    bytes: int = 0
    marks: deque[tuple[float, int, int]] = field(default_factory=deque)

    def mark(self, now: float) -> None:
        """Remember how far it has come by now."""
        if self.marks and now - self.marks[-1][0] < RECENT / 100:
            return
        self.marks.append((now, self.reports, self.bytes))
        while len(self.marks) > 2 and now - self.marks[0][0] > RECENT:
            self.marks.popleft()

    def rate(self, now: float) -> float | None:
        """Reports a second lately; None too early to tell."""
        since, reports, _ = self.marks[0] if self.marks else (self.began, 0, 0)
        return (self.reports - reports) / (now - since) if now - since >= SOON else None

    def left(self, now: float) -> float | None:
        """Seconds that the rest will take; None where that is not known."""
        since, _, done = self.marks[0] if self.marks else (self.began, 0, 0)
        if self.total is None or now - since < SOON or self.bytes <= done:
            return None
        return max(0, self.total - self.bytes) * (now - since) / (self.bytes - done)

    def words(self, now: float) -> str:
        """What to say of it.

        >>> pace = Pace(0.0, total=4000, reports=10, failed=1, bytes=1000)
        >>> pace.words(20.0)
        '10 read, 1 failed, 0.5 a second, about 1 minute left'
        """
        told = [f"{self.reports:,} read, {self.failed:,} failed"]
        rate, left = self.rate(now), self.left(now)
        if rate is not None:
            told.append(f"{rate:,.1f} a second")
        if left is not None:
            told.append(f"about {lasting(left)} left")
        return ", ".join(told)


def lasting(seconds: float) -> str:
    """A length of time in words, as exactly as an estimate may be.

    >>> lasting(0.2), lasting(61), lasting(5400), lasting(400_000)
    ('1 second', '1 minute', '1.5 hours', '4.6 days')
    """
    for size, name in ((86_400, "day"), (3_600, "hour")):
        if seconds >= size:
            shown = f"{seconds / size:.1f}".removesuffix(".0")
            return f"{shown} {name}{'' if shown == '1' else 's'}"
    count, name = (round(seconds / 60), "minute") if seconds >= 60 else (round(seconds), "second")
    return f"{max(1, count)} {name}{'' if count <= 1 else 's'}"


def progress(
    steps: Iterator[Step],
    inputs: Sequence[str] | None = None,
    then: Callable[[], object] = lambda: None,
) -> Iterator[Step]:
    """The same steps, and how far they have come on standard error; ``then`` links what was read.

    ``inputs`` as the user named them; None where they do not tell how much there is.
    """
    pace = Pace(time.monotonic())
    if inputs is not None:
        Thread(target=_listed, args=(inputs, pace), daemon=True).start()
    screen = console(stderr=True)
    shown = _in_bar(screen, pace) if screen.is_terminal else _in_lines(pace)
    with shown as show:
        at = ""
        for step in steps:
            at = _count(pace, step, at)
            show(False)
            yield step
        show(True)
        then()


@contextmanager
def _in_bar(screen: Console, pace: Pace) -> Iterator[Show]:
    """A bar that goes away at the end."""
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def show(linking: bool) -> None:
            if linking:
                bar.update(task, total=None, description=f"{pace.reports:,} read; linking")
            else:
                words = pace.words(time.monotonic())
                bar.update(task, total=pace.total, completed=pace.bytes, description=words)

        yield show


@contextmanager
def _in_lines(pace: Pace) -> Iterator[Show]:
    """A line now and then; none for a reading that is soon done."""
    told = pace.began

    def show(linking: bool) -> None:
        nonlocal told
        now = time.monotonic()
        if linking and told > pace.began:
            click.echo(f"sayso: {pace.reports:,} read; linking", err=True)
        elif not linking and now - told >= EVERY:
            told = now
            click.echo(f"sayso: {pace.words(now)}", err=True)

    yield show


def _listed(inputs: Sequence[str], pace: Pace) -> None:
    """Add up the bytes of all files, beside the reading: a large folder takes a while."""
    from sayso.collect import listing

    total = 0
    for file in listing(inputs):
        if file is None:
            return
        total += file[1]
    pace.total = total


def _count(pace: Pace, step: Step, at: str) -> str:
    """Count a step; the bytes of a file are done when the next begins. Returns the file."""
    from sayso.collect import file_of

    if step.failure:
        pace.failed += 1
    elif not step.left_out:
        pace.reports += 1
    file = file_of(step.path)
    if at and file != at:
        pace.bytes += _size(at)
    pace.mark(time.monotonic())
    return file


def _size(file: str) -> int:
    try:
        return os.stat(file).st_size if os.path.isfile(file) else 0
    except (OSError, ValueError):
        return 0
