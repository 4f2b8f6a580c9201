"""Pages in the layouts of common news systems around invented articles, with gold.

14 layouts x 15 articles = 210 pages: `pages` makes them, the same each time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from bench.layouts.articles import Article, articles
from bench.layouts.furniture import LAYOUTS, Page

__all__ = ["LAYOUTS", "Article", "Page", "articles", "pages"]


def pages(seed: int = 7) -> Iterator[Page]:
    """Every article in every layout."""
    for article in articles(seed):
        for name, layout in LAYOUTS.items():
            chance = random.Random(f"{seed} {article.slug} {name}")
            yield Page(name, article, *layout(article, chance))
