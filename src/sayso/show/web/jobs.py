"""Readings that take their time: an address to fetch, a large file. Each is a process of its own.

So no page waits for them, and one that takes too long can be stopped: a killed reading loses no
finished report and leaves no half-written one.
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from threading import Lock
from typing import IO

import msgspec

from sayso.errors import UsageError
from sayso.show.record import Json

__all__ = ["Jobs"]

AT_ONCE = 4
"""Processes; each takes a core and a model's memory."""
KEPT = 100
"""Finished readings that are remembered."""
MOST_SAID = 2**20
"""Bytes of a reading's words that are looked at."""
LONGEST_SECONDS = 900.0
"""After that a reading is stopped: no report takes so long, and a page that never ends would."""


@dataclass(slots=True)
class Job:
    """One reading: its process, where it writes, and the folder that holds what it reads."""

    path: str
    name: str
    process: subprocess.Popen[bytes]
    out: IO[bytes]
    folder: TemporaryDirectory[str] | None
    began: float = field(default_factory=time.monotonic)
    stopped: str = ""
    done: Json | None = None


class Jobs:
    """The readings of one server."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = Lock()

    def start(
        self, ledger: str, path: str, name: str, given: Mapping[str, str],
        folder: TemporaryDirectory[str] | None = None,
    ) -> str:  # fmt: skip
        """Begin to read ``path`` into a ledger's file; the answer is what to ask for it by.

        ``name`` is what the person calls it; ``folder`` goes once it is read.

        Raises:
            UsageError: as many are being read as can be at once.
        """
        with self._lock:
            if sum(self._running(job) for job in self._jobs.values()) >= AT_ONCE:
                raise UsageError(f"{AT_ONCE} readings are going on; wait for one, or stop one.")
            out = tempfile.TemporaryFile()  # noqa: SIM115 (open while the process is)
            options = [part for key, value in given.items() for part in (f"--{key}", value)]
            process = subprocess.Popen(
                [sys.executable, "-m", "sayso.cli", "read", "--json", "--workers", "1",
                 "--ledger", ledger, *options, "--", path],
                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            )  # fmt: skip
            id_ = secrets.token_urlsafe(12)
            self._jobs[id_] = Job(path, name, process, out, folder)
            for old in [k for k, job in self._jobs.items() if not self._running(job)][:-KEPT]:
                del self._jobs[old]
            return id_

    def look(self, id_: str) -> Json:
        """How far a reading is: ``{"state": "reading" | "done" | "stopped", "seconds", "name",
        "new", "known", "claims", "failures", "path"}``.

        Raises:
            UsageError: there is no such reading.
        """
        with self._lock:
            job = self._of(id_)
            if job.done is not None:
                return job.done
            running = self._running(job)
            seconds = time.monotonic() - job.began
            if running and seconds > LONGEST_SECONDS:
                self._stop(job, f"It took more than {LONGEST_SECONDS / 60:.0f} minutes.")
                running = False
            found = _told(job)
            answer = {
                "state": "stopped" if job.stopped else "reading" if running else "done",
                "seconds": round(seconds, 1),
                "name": job.name,
                **found,
            }
            if not running:
                if job.stopped:
                    answer["failures"] = [*found["failures"], [job.name, job.stopped]]
                self._end(job)
                job.done = answer
            return answer

    def stop(self, id_: str) -> Json:
        """Stop a reading; one that is done stays as it is."""
        with self._lock:
            job = self._of(id_)
            if job.done is None and self._running(job):
                self._stop(job, "It was stopped before it was done.")
        return self.look(id_)

    def close(self) -> None:
        """Stop all."""
        with self._lock:
            for job in self._jobs.values():
                if self._running(job):
                    self._stop(job, "The server was stopped.")
                self._end(job)

    def path(self, id_: str) -> str:
        """What a reading reads."""
        with self._lock:
            return self._of(id_).path

    def _of(self, id_: str) -> Job:
        job = self._jobs.get(id_)
        if job is None:
            raise UsageError("There is no such reading; it may have ended long ago.")
        return job

    @staticmethod
    def _running(job: Job) -> bool:
        return job.process.poll() is None

    @staticmethod
    def _stop(job: Job, why: str) -> None:
        job.stopped = why
        job.process.terminate()
        try:
            job.process.wait(5)
        except subprocess.TimeoutExpired:
            job.process.kill()
            job.process.wait()

    @staticmethod
    def _end(job: Job) -> None:
        if not job.out.closed:
            job.out.close()
        if job.folder is not None:
            job.folder.cleanup()
            job.folder = None


def _told(job: Job) -> Json:
    """What the reading has said so far: where it is, and at its end one JSON object."""
    found: Json = {"new": 0, "known": 0, "claims": 0, "failures": [], "progress": ""}
    # The process writes where this reads: a seek here would move it there.
    written = os.pread(job.out.fileno(), MOST_SAID, 0).splitlines()
    ended = False
    for line in written:
        try:
            said = msgspec.json.decode(line, type=_Read)
        except msgspec.MsgspecError:
            found["progress"] = line.decode("utf-8", "replace").strip()[:300]
            continue
        ended = True
        found.update(new=said.new, known=said.known, claims=said.claims)
        found["failures"] = [[job.name, why] for _, why in said.failures]
    code = job.process.poll()
    if code is not None and not ended and not job.stopped:
        why = found["progress"] or f"The reading ended by itself (exit code {code})."
        found["failures"].append([job.name, why])
    return found


class _Read(msgspec.Struct):
    """What `sayso read --json` says at its end."""

    new: int
    known: int
    claims: int
    failures: list[tuple[str, str]]
