"""The error tree. Each message is one plain sentence: what is wrong, and what to do.

SaysoError
├── InputError            one input cannot be read; the others go on
│   ├── MissingInput      no such file, or a folder without reports
│   ├── UnreadableInput   permission, binary, undecodable, no article in the page
│   ├── EmptyInput        nothing to read in it
│   └── OversizedInput    larger than settings allow
├── LedgerError           the ledger cannot be used; the command stops
│   ├── NotALedger        the file is something else, or damaged
│   ├── NewerLedger       written by a later version of Sayso
│   ├── BusyLedger        another process is writing and did not finish in time
│   └── UnwritableLedger  full disk, or no permission
├── WorkerError           the reading processes were killed
├── ModelError            a model artefact is missing or damaged
└── UsageError            the question does not make sense (unknown id, bad date)
"""

from __future__ import annotations


class SaysoError(Exception):
    """Anything that Sayso says went wrong; ``str(error)`` is one sentence for people."""


class InputError(SaysoError):
    """One input could not become a report.

    ``path`` is the input as the user named it, ``reason`` the sentence without it.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        """How it goes to another process: made again of both its parts."""
        return type(self), (self.path, self.reason)


class MissingInput(InputError):
    """No such file, or a folder that holds no report."""


class UnreadableInput(InputError):
    """It is there, but cannot be turned into text."""


class EmptyInput(InputError):
    """It holds nothing to read."""


class OversizedInput(InputError):
    """It is larger than the settings allow."""


class LedgerError(SaysoError):
    """The ledger file cannot be used."""


class NotALedger(LedgerError):
    """The file is no Sayso ledger, or is damaged."""


class NewerLedger(LedgerError):
    """A later version of Sayso wrote it."""


class BusyLedger(LedgerError):
    """Another process held the ledger for longer than the time allowed."""


class UnwritableLedger(LedgerError):
    """The disk is full, or the place cannot be written."""


class WorkerError(SaysoError):
    """The reading processes were killed, and so were those that replaced them."""


class ModelError(SaysoError):
    """A model artefact is missing, damaged, or made for another version."""


class UsageError(SaysoError):
    """The question cannot be answered as asked."""
