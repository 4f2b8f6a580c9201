"""What the user named by its address, and nothing else, is fetched."""

from sayso.collect.web.fetch import Fetched, Fetcher, plain
from sayso.collect.web.report import followed, from_url, is_address, reports_at

__all__ = ["Fetched", "Fetcher", "followed", "from_url", "is_address", "plain", "reports_at"]
