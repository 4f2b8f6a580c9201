# ruff: noqa: E501  (pages are easier to read in their own lines)
"""What news systems put around an article. Each layout gives (html, the gold text's paragraphs,
whether the page states its day).
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from bench.layouts.articles import Article

Made = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Page:
    """One page and its gold: the paragraphs of the article in order."""

    layout: str
    article: Article
    html: str
    gold: tuple[str, ...]

    @property
    def day(self) -> str:
        """When it was published."""
        return self.article.published.date().isoformat()


def ps(paragraphs: tuple[str, ...], css: str = "") -> str:
    """Paragraphs as HTML."""
    mark = f' class="{css}"' if css else ""
    return "\n".join(f"<p{mark}>{p}</p>" for p in paragraphs)


def around(a: Article, head: str, body: str, chance: random.Random, attributes: str = "") -> str:
    """A page with a menu, links to other stories, a newsletter box, comments and a foot."""
    other = "".join(
        f'<li><a href="/2019/0{n}/1{n}/other-{n}">Five things to know about the harbour, part {n}</a>'
        f" <time datetime='2019-0{n}-1{n}'>1{n}/0{n}/2019</time></li>" for n in range(1, 6)
    )  # fmt: skip
    box = chance.choice((
        '<div class="newsletter-signup"><p>Get our best stories in your inbox every morning.</p>'
        '<form><input type="email"><button>Sign up</button></form></div>', "",
        '<div class="ad-slot"><span>Advertisement</span></div>',
    ))  # fmt: skip
    return f"""<!DOCTYPE html><html lang="en"{attributes}><head><meta charset="utf-8">
<title>{a.title} - {a.outlet}</title>{head}
<script>window.dataLayer = [{{"page": "article", "date": "2019-01-01"}}];</script></head><body>
<header class="site-header"><a href="/">{a.outlet}</a><nav><ul><li><a href="/news">News</a></li>
<li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li></ul></nav></header>
{body}
{box}<aside class="sidebar related"><h3>Most read</h3><ul>{other}</ul></aside>
<section id="comments" class="comments"><h3>Comments</h3><div class="comment"><p>Reader 12: I have
never heard of such a thing in all my years here.</p></div></section>
<footer><p>© 2015-2022 {a.outlet}. All rights reserved.</p><a href="/privacy">Privacy</a></footer>
</body></html>"""


def ld(a: Article, kind: str = "NewsArticle", **more: object) -> str:
    """JSON-LD of an article."""
    about = {"@context": "https://schema.org", "@type": kind, "headline": a.title,
             "datePublished": a.published.isoformat(), "author": {"@type": "Person", "name": a.author},
             "dateModified": (a.published + timedelta(hours=30)).isoformat(),
             "publisher": {"@type": "Organization", "name": a.outlet}, **more}  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(about)}</script>'


def og(a: Article) -> str:
    """OpenGraph tags."""
    return (f'<meta property="og:title" content="{a.title}"><meta property="og:site_name" content='
            f'"{a.outlet}"><meta property="article:published_time" content='
            f'"{a.published.isoformat()}"><meta property="article:modified_time" content='
            f'"{(a.published + timedelta(days=2)).isoformat()}"><meta property="og:url" content='
            f'"https://news.example/{a.slug}">')  # fmt: skip


def day(a: Article) -> str:
    """The day as people write it: 4 March 2021."""
    return f"{a.published.day} {a.published:%B} {a.published.year}"


def linked_data(a: Article, chance: random.Random) -> Made:
    body = f"<main><article><h1>{a.title}</h1><p class='byline'>By {a.author}</p>{ps(a.paragraphs)}"
    return around(a, ld(a), f"{body}</article></main>", chance), a.paragraphs


def open_graph(a: Article, chance: random.Random) -> Made:
    body = (f'<div id="content"><h1 class="headline">{a.title}</h1><div class="story-body">'
            f"{ps(a.paragraphs)}</div></div>")  # fmt: skip
    return around(a, og(a), body, chance), a.paragraphs


def amp(a: Article, chance: random.Random) -> Made:
    head = f'<link rel="canonical" href="https://news.example/{a.slug}">{ld(a)}<style amp-boilerplate>body{{}}</style>'
    body = (f'<article class="amp-wp-article"><header><h1 class="amp-wp-title">{a.title}</h1></header>'
            f'<amp-img src="a.jpg" width="4" height="3"></amp-img><div class="amp-wp-article-content">'
            f"{ps(a.paragraphs)}</div></article>")  # fmt: skip
    return around(a, head, body, chance, " ⚡"), a.paragraphs


def live_blog(a: Article, chance: random.Random) -> Made:
    posts = []
    for number, p in enumerate(a.paragraphs):
        at = a.published + timedelta(hours=26 - number)
        posts.append(f'<article class="block live-post" id="p{number}"><time datetime="'
                     f'{at.isoformat()}">{at:%H:%M}</time><div class="post-body"><p>{p}</p></div>'
                     "</article>")  # fmt: skip
    data = ld(a, "LiveBlogPosting", coverageStartTime=a.published.isoformat())
    body = f'<main><h1>{a.title}</h1><div class="live-blog">{"".join(posts)}</div></main>'
    return around(a, data, body, chance), a.paragraphs


def paywalled(a: Article, chance: random.Random) -> Made:
    shown = a.paragraphs[:2]
    body = (f'<article><h1>{a.title}</h1><div class="article-body teaser">{ps(shown)}</div><div class='
            '"paywall"><p>This article is for subscribers only.</p><a href="/buy">Subscribe now</a>'
            "</div></article>")  # fmt: skip
    return around(a, ld(a, isAccessibleForFree=False), body, chance), shown


def gallery(a: Article, chance: random.Random) -> Made:
    figures = "".join(f'<figure><img src="{n}.jpg" alt=""><figcaption>{p}</figcaption></figure>'
                      for n, p in enumerate(a.paragraphs[2:]))  # fmt: skip
    body = (f'<article class="gallery"><h1>{a.title}</h1>{ps(a.paragraphs[:2])}<div class="slides">'
            f"{figures}</div></article>")  # fmt: skip
    return around(a, og(a) + ld(a), body, chance), a.paragraphs


def syndicated(a: Article, chance: random.Random) -> Made:
    head = (f'<link rel="canonical" href="https://origin.example/{a.slug}"><meta name="syndication-source"'
            f' content="https://origin.example/{a.slug}">{og(a)}')  # fmt: skip
    first = f"{a.title.split()[0].upper()} (Coast Wire) — {a.paragraphs[0]}"
    gold = (first, *a.paragraphs[1:])
    body = (f'<article><h1>{a.title}</h1><div class="entry">{ps(gold)}</div><p class="credit"><em>This '
            "article was first published by Coast Wire.</em></p></article>")  # fmt: skip
    return around(a, head, body, chance), gold


def blog(a: Article, chance: random.Random) -> Made:
    body = (f'<div class="hfeed"><article class="post hentry"><header class="entry-header"><h1 class='
            f'"entry-title">{a.title}</h1><div class="entry-meta">Posted on <time class="entry-date '
            f'published" datetime="{a.published.isoformat()}">{day(a)}</time> by <span class="author '
            f'vcard">{a.author}</span></div></header><div class="entry-content">{ps(a.paragraphs)}</div>'
            '<footer class="entry-footer">Posted in <a href="/c">News</a></footer></article></div>')  # fmt: skip
    return around(a, "", body, chance), a.paragraphs


def breaks(a: Article, chance: random.Random) -> Made:
    text = "<br><br>\n".join(a.paragraphs)
    body = (f'<div class="wrap"><h2>{a.title}</h2><div class="date">Published: {day(a)}</div><div class='
            f'"text">{text}</div></div>')  # fmt: skip
    return around(a, "", body, chance), a.paragraphs


def old_table(a: Article, chance: random.Random) -> Made:
    body = (f"<table width=780><tr><td width=160><a href=/>Home</a><br><a href=/a>Archive</a></td><td>"
            f"<font size=5><b>{a.title}</b></font><p><i>{day(a)}</i>{ps(a.paragraphs)}</td></tr></table>")  # fmt: skip
    head = f'<meta name="date" content="{a.published.date()}">'
    return around(a, head, body, chance), a.paragraphs


def embedded(a: Article, chance: random.Random) -> Made:
    post = (f'<blockquote class="twitter-tweet"><p lang="en" dir="ltr">{a.post}</p>&mdash; Town Hall '
            f'(@townhall) <a href="https://x.com/townhall/status/1">{a.published:%B} 1, 2021</a>'
            "</blockquote>")  # fmt: skip
    quote = f'<blockquote class="quote"><p>{a.quotation}</p></blockquote>'
    gold = (*a.paragraphs[:2], a.post, *a.paragraphs[2:3], a.quotation, *a.paragraphs[3:])
    body = (f"<article><h1>{a.title}</h1>{ps(a.paragraphs[:2])}{post}{ps(a.paragraphs[2:3])}{quote}"
            f"{ps(a.paragraphs[3:])}</article>")  # fmt: skip
    return around(a, ld(a), body, chance), gold


def release(a: Article, chance: random.Random) -> Made:
    items = "".join(f"<li>{p}</li>" for p in a.paragraphs[3:])
    body = (f'<div class="press-release"><p>FOR IMMEDIATE RELEASE</p><p>{day(a)}</p><h1>{a.title}</h1>'
            f"{ps(a.paragraphs[:3])}<ul>{items}</ul><p>###</p></div>")  # fmt: skip
    return around(a, "", body, chance), a.paragraphs


def microdata(a: Article, chance: random.Random) -> Made:
    body = (f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{a.title}'
            f'</h1><span itemprop="author">{a.author}</span><time itemprop="datePublished" datetime='
            f'"{a.published.isoformat()}">{day(a)}</time><div itemprop="articleBody">{ps(a.paragraphs)}'
            "</div></div>")  # fmt: skip
    return around(a, "", body, chance), a.paragraphs


def divisions(a: Article, chance: random.Random) -> Made:
    text = "".join(f'<div class="css-1x{n}"><div class="txt">{p}</div></div>'
                   for n, p in enumerate(a.paragraphs))  # fmt: skip
    graph = json.dumps({"@graph": [{"@type": "WebSite", "name": a.outlet}, json.loads(
        ld(a).partition(">")[2].rpartition("<")[0])]})  # fmt: skip
    head = f'<script type="application/ld+json">{graph}</script>'
    return around(a, head, f'<div id="root"><h1>{a.title}</h1>{text}</div>', chance), a.paragraphs


LAYOUTS: dict[str, Callable[[Article, random.Random], Made]] = {
    made.__name__.replace("_", " "): made
    for made in (
        linked_data,
        open_graph,
        amp,
        live_blog,
        paywalled,
        gallery,
        syndicated,
        blog,
        breaks,
        old_table,
        embedded,
        release,
        microdata,
        divisions,
    )
}
