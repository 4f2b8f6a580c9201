"""One HTML file that shows a slice of a ledger without a network.

What a report says is data, never markup: it travels as JSON in which no ``<`` stands, and the
script writes it as text only. The file's own policy forbids every load, and every script and style
but the two whose hashes it names.
"""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib.resources import files

from sayso.show.page.parts import script, style
from sayso.show.record import Json

OUTLINE = files(__name__.rpartition(".")[0]) / "data" / "outline.json"

HTML = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
{style}
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
<div id="bar"></div>
<main id="main" tabindex="-1"><noscript>This page shows a ledger with a script of its own; \
allow scripts to see it. Nothing is loaded from anywhere.</noscript></main>
{data}
{script}
</body>
</html>
"""

OFFLINE = (
    "default-src 'none'; script-src {script}; style-src {style};"
    " base-uri 'none'; form-action 'none'"
)


def page(ledger_slice: Json, title: str) -> bytes:
    """The offline page of a slice (see `slice.slice_of`), as UTF-8.

    ``{"claims": [...], "reports": [...], ...}`` -> ``b"<!doctype html>..."``
    """
    code, look = f"\n{script()}", f"\n{style()}"
    return HTML.format(
        policy=escape(OFFLINE.format(script=_hash(code), style=_hash(look))),
        title=escape(title),
        style=f"<style>{look}</style>",
        data=block("ledger", ledger_slice) + "\n" + block("outline", outline()),
        script=f'<script type="module">{code}</script>',
    ).encode("utf-8", "replace")


def live(token: str, title: str) -> bytes:
    """The page as `serve` gives it: script, style and data come from the same origin.

    ``token`` lets this page, and no other site's, write.
    """
    return HTML.format(
        policy=escape("base-uri 'none'; form-action 'none'"),
        title=escape(title),
        style='<link rel="stylesheet" href="/page.css">',
        data=block("serve", {"token": token}),
        script='<script type="module" src="/page.js"></script>',
    ).encode("utf-8", "replace")


def outline() -> Json:
    """The world's countries as lines (training/build_outline.py says from where)."""
    data: Json = json.loads(OUTLINE.read_text("utf-8"))
    return data


def block(name: str, data: Json) -> str:
    r"""Data for the script, in an element that no browser runs and nothing in it can close.

    >>> block("x", {"a": "</script>"})
    '<script type="application/json" id="x">{"a":"\\u003c/script>"}</script>'
    """
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<\u2028\u2029":
        words = words.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/json" id="{name}">{words}</script>'


def _hash(words: str) -> str:
    return f"'sha256-{b64encode(sha256(words.encode()).digest()).decode()}'"
