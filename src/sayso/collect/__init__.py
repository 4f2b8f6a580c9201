"""The world becomes reports: files, folders, standard input; with custody of what was received."""

from sayso.collect.metadata import Metadata
from sayso.collect.report import from_text

__all__ = ["Metadata", "from_text"]
