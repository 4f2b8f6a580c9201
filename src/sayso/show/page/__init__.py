"""The page: a slice of a ledger, and one offline HTML file that shows it."""

from sayso.show.page.build import live, outline, page
from sayso.show.page.parts import script, style
from sayso.show.page.slice import as_slice, listed, slice_of

__all__ = ["as_slice", "listed", "live", "outline", "page", "script", "slice_of", "style"]
