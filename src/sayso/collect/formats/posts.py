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

KIND = "application/x-post"
_ASSIGNED = re.compile(r"\s*window\.YTD\.[\w.]+\s*=\s*")
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
    return None


def _activity(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") in ("Create", "Announce")


def _tweet(item: Any) -> Any:
    if not isinstance(item, dict):
        return None
    tweet = item.get("tweet", item)
    known = isinstance(tweet, dict) and "created_at" in tweet and "id_str" in tweet
    return tweet if known and ("full_text" in tweet or "text" in tweet) else None


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
        if repost := _REPOST.match(text):
            details.append(Detail("original_outlet", f"@{repost[1]}", "the words “RT @”"))
        yield _part(name, text, details, item)


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
        text = "\n\n".join(t for t in (warning, text_of(made["content"])) if t)
        name = str(made.get("id") or number)
        if not text:
            yield Part(name=name, failure="this post has no text.", failed_as="empty")
            continue
        actor = str(made.get("attributedTo") or item.get("actor") or "")
        account = re.fullmatch(r"https?://([^/]+)/(?:users/|@)([^/]+)/?", actor)
        details = [
            Detail("published", str(made.get("published") or item.get("published")), "the post"),
            Detail("modified", str(made.get("updated") or ""), "the post"),
            Detail("outlet", f"@{account[2]}@{account[1]}" if account else actor, "the post"),
            Detail("url", str(made.get("url") or made.get("id") or ""), "the post"),
        ]
        yield _part(name, text, details, item)
    if reposts:
        words = f"reposts were left out ({reposts}): the archive has only their addresses."
        yield Part(failure=words, failed_as="left out")


def _part(name: str, text: str, details: list[Detail], item: Any) -> Part:
    raw = json.dumps(item, ensure_ascii=False).encode("utf-8", "replace")
    return Part(name=name, text=text, media_type=KIND, details=sound(details), original=raw)
