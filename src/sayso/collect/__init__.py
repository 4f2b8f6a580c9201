"""The world becomes reports: files, folders, addresses, standard input; with custody of the bytes.

`gather` reads what a user names (`listing` says how much that is), `reports` and `from_bytes` what
came over some wire (several reports, or one), `from_text` what is in memory already. Text is stored
as received, never normalised. `formats` has a reader for each format; hostile ones run in a process
`apart`.
"""

from sayso.collect.gather import gather
from sayso.collect.listing import file_of, listing
from sayso.collect.metadata import Metadata
from sayso.collect.part import LeftOut
from sayso.collect.received import from_bytes
from sayso.collect.report import READ, from_text
from sayso.collect.unpack import reports

__all__ = [
    "READ",
    "LeftOut",
    "Metadata",
    "file_of",
    "from_bytes",
    "from_text",
    "gather",
    "listing",
    "reports",
]
