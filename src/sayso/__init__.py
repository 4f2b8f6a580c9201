"""Sayso: on whose say-so? A ledger of claims from reports, each tied to its exact characters."""

__version__ = "0.1.0"
