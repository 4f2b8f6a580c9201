"""The world becomes reports: files, folders, standard input; with custody of what was received.

`gather` reads what a user names, `from_bytes` what came over some wire, `from_text` what is in
memory already. Text is stored as received, never normalised.
"""

from sayso.collect.gather import gather
from sayso.collect.metadata import Metadata
from sayso.collect.part import LeftOut
from sayso.collect.received import from_bytes
from sayso.collect.report import READ, from_text

__all__ = ["READ", "LeftOut", "Metadata", "from_bytes", "from_text", "gather"]
