"""Source records as people and programs ask for them: the export, the list and the card."""

from sayso.show.sources.card import card
from sayso.show.sources.listing import listing
from sayso.show.sources.record import role_record, source_record, source_records

__all__ = ["card", "listing", "role_record", "source_record", "source_records"]
