from __future__ import annotations

from typing import Any

import pytest

from sayso.collect import from_bytes
from sayso.collect.kinds import MARKDOWN, PAGE, TEXT, media_type
from sayso.errors import UnreadableInput
from tests.collect.cases import cases, label


@pytest.mark.parametrize("case", cases("foreign"), ids=label)
def test_what_is_no_text_is_refused_by_name(case: dict[str, Any]) -> None:
    with pytest.raises(UnreadableInput, match=case["says"]) as caught:
        from_bytes(bytes.fromhex(case["hex"]), case["name"])
    assert caught.value.path.startswith(case["name"])
    assert caught.value.reason.endswith(".")


@pytest.mark.parametrize(
    ("path", "stated", "text", "kind"),
    [
        ("a.txt", None, "The town voted.", TEXT),
        ("a.MD", None, "# Vell", MARKDOWN),
        ("a.htm", None, "The town voted.", PAGE),
        ("a.txt", None, "\n<!-- saved --> <!doctype HTML><p>", PAGE),
        ("a.txt", None, "<?xml version='1.0'?>\n<html lang='en'>", PAGE),
        ("a.txt", None, "<html5> is what the mayor said.", TEXT),
        ("a", "text/html; charset=utf-8", "The town voted.", PAGE),
        ("a.html", "text/plain", "The town voted.", TEXT),
        ("a.html", "application/octet-stream", "The town voted.", PAGE),
        (None, None, "The town voted.", TEXT),
    ],
)
def test_media_type(path: str | None, stated: str | None, text: str, kind: str) -> None:
    assert media_type(path, stated, text) == kind
