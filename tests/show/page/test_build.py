import json
import re
from base64 import b64encode
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from sayso.show.page import page
from sayso.show.page.build import block, live

EMPTY = {
    "claims": [], "reports": [], "propositions": [], "links": [], "series": [],
    "replay": {}, "failures": [],    "totals": {"claims": 0, "of": 0}, "made_by": "",
}  # fmt: skip


def made(title: str = "A story") -> str:
    return page(EMPTY, title).decode()


def test_the_policy_names_the_hashes_of_what_the_file_holds() -> None:
    text = made()
    policy = re.search(r'Policy" content="([^"]*)"', text)
    assert policy
    for tag in ("style>", 'script type="module">'):
        inside = text.split(f"<{tag}")[1].split("</")[0]
        assert b64encode(sha256(inside.encode()).digest()).decode() in policy[1]
    assert "default-src &#x27;none&#x27;" in policy[1]
    assert "unsafe" not in policy[1]


def test_nothing_is_loaded_from_anywhere() -> None:
    assert not re.search(r"""(src|href)=["'](?!#)""", made().split('<script type="module">')[0])


def test_a_title_is_words() -> None:
    assert "<title>&lt;/title&gt;&lt;script&gt;" in made("</title><script>")


@given(st.text() | st.sampled_from(["</script>", "<!--", "<script", "\u2028", "\ud800", "\0"]))
def test_data_cannot_close_its_element_and_comes_out_as_it_went_in(words: str) -> None:
    text = block("x", {"words": words})
    inside = text.removeprefix('<script type="application/json" id="x">').removesuffix("</script>")
    assert "<" not in inside
    assert json.loads(inside) == {"words": words}
    assert page({**EMPTY, "made_by": words}, words)


def test_the_live_page_holds_no_script_of_its_own() -> None:
    text = live("secret", "Sayso").decode()
    assert text.count("<script") == 2
    assert 'src="/page.js"' in text
