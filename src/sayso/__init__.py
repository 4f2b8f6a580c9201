"""Sayso: on whose say-so? A ledger of claims from reports, each tied to its exact characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.ledger import Ledger, open

__all__ = ["Ledger", "__version__", "open"]


def __getattr__(name: str) -> Any:
    """Import `sayso.open` and `sayso.Ledger` when first used, so that the rest stays light."""
    if name in ("Ledger", "open"):
        from sayso import ledger

        return getattr(ledger, name)
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
