"""Posts in the archives that people can ask of X/Twitter and of Mastodon; one post, one part."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from sayso.collect.blocks import text_of
from sayso.collect.metadata import Detail, sound
from sayso.collect.part import Part
from sayso.records import Reason

KIND = "application/x-post"
_ASSIGNED = re.compile(r"\s*window\.YTD\.[\w.]+\s*=\s*")
_CUT = re.compile(r"…(?:\s*https?://\S+)?\s*$")
_REPOST = re.compile(r"RT @(\w{1,30}): ")


def bare(text: str) -> str:
    """The JSON of a file of an X archive, which assigns it to a variable.

    >>> bare('window.YTD.tweets.part0 = [1]')
    '[1]'
    """
    return text[found.end() :] if (found := _ASSIGNED.match(text)) else text


def parts(data: Any) -> Iterator[Part] | None:
    """The posts, or None if these are none."""
    if isinstance(data, dict) and data.get("type") == "OrderedCollection":
        items = data.get("orderedItems")
        if isinstance(items, list) and any(_activity(item) for item in items[:50]):
            return _mastodon(items)
    if isinstance(data, list) and data and all(_tweet(item) for item in data[:5]):
        return _x(data)
    if isinstance(data, list) and data and all(_note(item) for item in data[:5]):
        return _x_notes(data)
    return None


def _activity(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") in ("Create", "Announce")


def _tweet(item: Any) -> Any:
    if not isinstance(item, dict):
        return None
    tweet = item.get("tweet", item)
    known = isinstance(tweet, dict) and "created_at" in tweet and "id_str" in tweet
    return tweet if known and ("full_text" in tweet or "text" in tweet) else None


def _note(item: Any) -> Any:
    """A long post, which an X archive keeps whole in a file of its own."""
    note = item.get("noteTweet") if isinstance(item, dict) else None
    core = note.get("core") if isinstance(note, dict) else None
    return note if isinstance(core, dict) and isinstance(core.get("text"), str) else None


def _x_notes(items: list[Any]) -> Iterator[Part]:
    for number, item in enumerate(items, 1):
        note = _note(item)
        name = str(note.get("noteTweetId") or number) if note else str(number)
        text = html.unescape(note["core"]["text"]) if note else ""
        if not text.strip():
            yield Part(name=name, failure="this entry is no post with a text.", failed_as="empty")
            continue
        origin = "the post's createdAt"
        yield _part(
            name, text, [Detail("published", str(note.get("createdAt") or ""), origin)], item
        )


def _x(items: list[Any]) -> Iterator[Part]:
    for number, item in enumerate(items, 1):
        tweet = _tweet(item)
        if tweet is None:
            yield Part(name=str(number), failure="this entry is no post.")
            continue
        name = str(tweet["id_str"])
        text = html.unescape(str(tweet.get("full_text") or tweet.get("text") or ""))
        user = tweet["user"] if isinstance(tweet.get("user"), dict) else {}
        account = str(user.get("screen_name") or "")
        if not text.strip():
            yield Part(name=name, failure="this post has no text.", failed_as="empty")
            continue
        details = [
            Detail("published", str(tweet["created_at"]), "the post's created_at"),
            Detail("authors", str(user.get("name") or account), "the post's user"),
            Detail("outlet", f"@{account}" if account else "", "the post's user"),
            Detail("url", f"https://x.com/{account or 'i/web'}/status/{name}", "the post's id"),
        ]
        if gone := str(tweet.get("deleted_at") or ""):
            details.append(Detail("note", f"Its author deleted it ({gone}).", "the post"))
        if repost := _REPOST.match(text):
            details.append(Detail("original_outlet", f"@{repost[1]}", "the words “RT @”"))
        yield _part(name, text, details, item, _cut(text))


def _cut(text: str) -> tuple[Reason, ...]:
    """A note on a text that the archive itself cuts: reposts, posts of more than 280 letters."""
    if not _CUT.search(text):
        return ()
    words = "The archive cuts this post off; long posts are whole in its note-tweet.js."
    return (Reason(field="text", name="cut", words=words, weight=-0.5),)


def _mastodon(items: list[Any]) -> Iterator[Part]:
    reposts = 0
    for number, item in enumerate(items, 1):
        made = item.get("object") if isinstance(item, dict) else None
        if _activity(item) and item["type"] == "Announce":
            reposts += 1
            continue
        if not isinstance(made, dict) or not isinstance(made.get("content"), str):
            yield Part(name=str(number), failure="this entry is no post.")
            continue
        warning = str(made.get("summary") or "").strip()
        text = "\n\n".join(t for t in (warning, text_of(made["content"]), *_beside(made)) if t)
        name = str(made.get("id") or number)
        if not text:
            yield Part(name=name, failure="this post has no text.", failed_as="empty")
            continue
        actor = str(made.get("attributedTo") or item.get("actor") or "")
        account = re.fullmatch(r"https?://([^/]+)/(?:users/|@)([^/]+)/?", actor)
        details = [
            Detail(
                "published", str(made.get("published") or item.get("published") or ""), "the post"
            ),
            Detail("modified", str(made.get("updated") or ""), "the post"),
            Detail("outlet", f"@{account[2]}@{account[1]}" if account else actor, "the post"),
            Detail("url", str(made.get("url") or made.get("id") or ""), "the post"),
        ]
        yield _part(name, text, details, item)
    if reposts:
        words = f"reposts were left out ({reposts}): the archive has only their addresses."
        yield Part(failure=words, failed_as="left out")


def _beside(made: dict[str, Any]) -> Iterator[str]:
    """What a post shows beside its text: the choices of a poll, the captions of its pictures."""
    for key in ("oneOf", "anyOf", "attachment"):
        shown = made.get(key)
        for one in shown if isinstance(shown, list) else ():
            if isinstance(one, dict) and isinstance(one.get("name"), str):
                yield one["name"].strip()


def _part(
    name: str, text: str, details: list[Detail], item: Any, notes: tuple[Reason, ...] = ()
) -> Part:
    raw = json.dumps(item, ensure_ascii=False).encode("utf-8", "replace")
    return Part(
        name=name, text=text, media_type=KIND, details=sound(details), original=raw, notes=notes
    )
