"""The page: a slice of a ledger, and one offline HTML file that shows it."""

from sayso.show.page.build import page
from sayso.show.page.parts import script, style
from sayso.show.page.slice import slice_of

__all__ = ["page", "script", "slice_of", "style"]
