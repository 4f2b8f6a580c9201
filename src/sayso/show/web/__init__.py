"""`sayso serve`: the page live over a ledger, for reading and correcting."""

from sayso.show.web.app import application
from sayso.show.web.server import run

__all__ = ["application", "run"]
