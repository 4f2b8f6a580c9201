"""The front end's files joined into one script and one style sheet; no build tool, no Node.

The script is small ES modules (``app/*.js``) in the order in which they use one another. Joining
them drops their ``import`` lines and ``export`` words, so their top-level names must be unique;
tests/show/page/test_parts.py holds them to that.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

APP = files(__name__.rpartition(".")[0]) / "app"

ORDER = (
    "dom", "words", "look", "ledger", "route", "remote", "claims", "marks", "lanes", "story",
    "passage", "decide", "edges", "correct", "fix", "reader", "river", "proposition", "conflicts",
    "steps", "figures", "sources", "map", "search", "brief", "drop", "bar", "app",
)  # fmt: skip
"""The modules: each imports only from those before it."""

_IMPORT = re.compile(r'^import\s[^;]*?from\s+"\./\w+\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)


@cache
def script() -> str:
    """The front end's JavaScript as one module."""
    return "\n".join(_bare((APP / f"{name}.js").read_text("utf-8")) for name in ORDER)


@cache
def style() -> str:
    """The front end's style sheet."""
    return (APP / "page.css").read_text("utf-8")


def _bare(module: str) -> str:
    r"""A module without its imports and exports.

    >>> _bare('import { h } from "./dom.js";\nexport const x = 1;\n')
    'const x = 1;\n'
    """
    return _EXPORT.sub("", _IMPORT.sub("", module))
