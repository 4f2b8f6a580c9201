"""What the user named by its address, and nothing else, is fetched."""

from sayso.collect.web.fetch import Fetched, Fetcher, plain
from sayso.collect.web.report import from_url, is_address

__all__ = ["Fetched", "Fetcher", "from_url", "is_address", "plain"]
