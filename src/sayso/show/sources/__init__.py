"""Source records as people and programs ask for them: the export, the list and the card."""

from sayso.show.sources.record import role_record, source_record, source_records

__all__ = ["role_record", "source_record", "source_records"]
