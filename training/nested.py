"""Written examples of attributions inside others: somebody says what a third party said.

    "“The auditors found that the dam is safe,” Okafor said."   ->   Okafor / “The auditors ...”
                                                             and, nested, the auditors / the dam ...

An inner clause (verb, noun, infinitive, accusation, hearsay after "according to", words in single
marks) is set into an outer frame (quotation, reported speech, block quotation, contents of a
document), alone, beside another one or with a third level inside it. Some quotations hold words
that look like cues and are none.
"""

from __future__ import annotations

from typing import Final

from training.maker import (
    COLON,
    GROUPS,
    LAST,
    ORGS,
    OUTLETS,
    ROLES,
    SAID,
    TITLES,
    Maker,
    tagged_source,
    up,
)  # fmt: skip

PRONOUNS: Final = ("he", "she", "they", "you")
OTHERS: Final = (
    "a report by {org}", "two letters from {org}", "the auditors", "the union and a study by {org}",
    "my client", "our own engineers", "the judge", "the neighbours", "her lawyers", "his deputy",
    "the embassy", "a panel set up by {org}", "the manufacturer", "the scientists who looked at it",
    "the pilots", "their commander", "the local press", "two of the guards", "the insurers",
    "a memo from {org}", "the rebels", "a team of doctors sent by {org}", "the people of {place}",
    "both governments", "the owner of the plant", "the survey", "our partners in {place}",
)  # fmt: skip
AUXILIARY: Final = ("", "", "", "", "", "has ", "had ", "also ", "then ", "later ", "once ", "now ")
PAST: Final = (
    "said", "stated", "reported", "found", "concluded", "denied", "warned", "confirmed", "claimed",
    "acknowledged", "announced", "insisted", "assumed", "determined", "admitted", "argued",
    "estimated", "established", "predicted", "conceded", "alleged", "maintained", "noted",
    "assured us", "told us", "told me", "told the council", "told our people", "informed the court",
    "let it be known", "made clear", "promised", "observed", "judged", "repeated", "swore",
    "reminded everyone", "guaranteed", "testified", "complained",
)  # fmt: skip
PRESENT: Final = (
    "says", "say", "believes", "believe", "thinks", "still insists", "now claim", "fears", "hold",
    "keeps saying", "keep telling us", "is still arguing", "expects", "denies", "assess", "suspect",
    "are convinced", "acknowledges", "doubt", "continues to believe", "may well argue", "suggests",
)  # fmt: skip
LONG: Final = (
    "repeated its stance", "took the view", "came to the conclusion", "gave us its word",
    "left no doubt", "voiced fears", "clung to the claim", "expressed concern", "put on record",
    "sent word", "held to its line", "renewed their warning", "sent a letter saying",
    "gave assurances", "put out a notice saying", "made the point", "spread the story",
    "stood by her account", "stuck to his version", "restated the promise", "raised the suspicion",
    "made no secret of its belief", "gave a written pledge", "defended the claim",
    "issued a bulletin stating", "is of the opinion", "holds the view", "signed a paper saying",
)  # fmt: skip
NOUNS: Final = (
    "claim", "assurance", "finding", "accusation", "warning", "promise", "assertion", "denial",
    "conclusion", "estimate", "complaint", "belief", "fear", "statement", "argument", "suggestion",
)  # fmt: skip
PARTLY_QUOTED: Final = (
    "the bridge is ‘as good as new’", "‘no second chance’ awaits {org}",
    "{place} is ‘calm’", "the talks were ‘frank but friendly’", "he had ‘no idea’ of the plan",
    "the ‘so-called experts’ at {org} were wrong", "the road will be ‘safer than ever’ by {month}",
    "it had acted ‘in good faith’ towards {org}", "nothing short of ‘a new beginning’ will help",
)  # fmt: skip
TO_DO: Final = (
    ("promised", "to rebuild every house"), ("refused", "to hand over the files"),
    ("called for", "an end to the strike"), ("demanded", "a recount in {place}"),
    ("asked us", "to wait until {month}"), ("ordered the crew", "to leave the ship"),
    ("denied", "any part in the raid"), ("denies", "having sold the land"),
    ("claimed", "to control the road to {place}"), ("rejected", "the terms as an insult"),
    ("accused us of", "hiding the results"), ("blamed the storm for", "the delay"),
    ("described", "the mission as a success"), ("proposed", "a truce of {n} days"),
    ("vowed", "to appeal"), ("urged the council", "to spend the money at once"),
    ("offered", "to pay for the repairs"), ("criticised", "the pace of the work"),
    ("called the figures", "an invention"), ("warned of", "a shortage by {month}"),
    ("hopes", "to open the road before {month}"), ("told the workers", "to go home"),
)  # fmt: skip
REST: Final = (
    "I have my doubts", "we cannot wait any longer", "nobody has shown us the papers",
    "the families still have no answer", "the work goes on", "there is little we can do",
    "the money has not arrived", "we are preparing for the worst", "I see no sign of it",
    "the facts on the ground are different", "that would take {n} years", "it remains open",
    "the council went on with its plans", "three of the wells have run dry",
    "the contracts had already been signed", "work in {place} was not interrupted",
    "other agencies raised the cost by {n} percent", "some of its members left for {place}",
)  # fmt: skip
NO_CUES: Final = (
    "I think the worst is over", "the report is on my desk", "we met the delegation and went home",
    "I believe in this town", "we signed the statement together", "I read the letter twice",
    "the meeting was short", "nothing was asked of us", "I know what that means",
    "we will report to {place} on Monday", "nobody listened", "the order came too late",
    "I suppose that is the price", "he was a quiet man", "we talked through the night",
    "my answer is no", "her speech was the best of the evening", "they wrote history here",
)  # fmt: skip
BUT: Final = ("But ", "However, ", "In addition, ", "Then ", "Last year ", "And ", "Even so, ", "")
WHILE: Final = ("while", "although", "even though", "as", "even as", "whereas", "since", "though")
FINDS: Final = (
    "said", "says", "states", "notes", "adds", "shows", "finds", "warns", "recalls", "went on",
    "concluded", "explained", "told investigators", "testified", "wrote", "maintains",
)  # fmt: skip
PAPERS: Final = (
    "The report", "A letter to the council", "The memo", "The indictment", "Her diary",
    "A police report", "The minutes", "Its annual review", "A cable from {place}", "The lawsuit",
    "A separate audit", "The transcript", "The filing", "An internal email",
)  # fmt: skip


def third_party(m: Maker) -> str:
    """Somebody other than the speaker."""
    kind = m.rng.random()
    if kind < 0.3:
        return m.pick(ORGS)
    if kind < 0.55:
        return m.pick(OTHERS)
    if kind < 0.65:
        return m.pick(OUTLETS)
    if kind < 0.75:
        return m.pick(GROUPS)
    if kind < 0.85:
        return f"{m.rng.choice(TITLES)} {m.rng.choice(LAST)}"
    if kind < 0.9:
        return f"{m.pick(ORGS)} and {m.pick(OTHERS)}"
    if kind < 0.95:
        return f"{m.name()}, {m.pick(ROLES)}"
    return m.rng.choice(PRONOUNS)


def marked(number: int, source: str, cue: str, content: str) -> tuple[str, str, str]:
    """The three roles of a nested relation in their tags."""
    comma = "," if ", " in source else ""
    return (
        f"<sn{number}>{source}</sn{number}>{comma}" if source else "",
        f"<qn{number}>{cue}</qn{number}>",
        f"<cn{number}>{content}</cn{number}>",
    )


def clause(m: Maker, number: int = 2, depth: int = 1) -> str:
    """A clause in which a third party says something; ``depth`` levels of it."""
    fact = m.fact() if m.rng.random() < 0.85 else m.pick(PARTLY_QUOTED)
    fact = clause(m, number + 1, depth - 1) if depth > 1 else fact
    who, kind = third_party(m), m.rng.random()
    if kind < 0.34:
        verb = m.rng.choice(AUXILIARY) + m.rng.choice(PAST)
        that = "that " if " " in verb or m.rng.random() < 0.6 else ""
        return " ".join(marked(number, who, verb, that + fact))
    if kind < 0.46:
        that = m.rng.choice(("", "that "))
        return " ".join(marked(number, who, m.rng.choice(PRESENT), that + fact))
    if kind < 0.64:
        verb = m.rng.choice(AUXILIARY) + m.rng.choice(LONG)
        that = "" if verb.endswith(("saying", "stating")) and m.rng.random() < 0.7 else "that "
        return " ".join(marked(number, who, verb, that + fact))
    if kind < 0.76 and depth == 1:
        verb, what = m.rng.choice(TO_DO)
        return " ".join(marked(number, who, m.rng.choice(AUXILIARY) + verb, m.pick((what,))))
    if kind < 0.86:
        source, cue, content = marked(number, who.removesuffix(","), "according to", fact)
        first = f"{cue} {source.rstrip(',')}, {content}"
        return first if m.rng.random() < 0.5 or depth > 1 else f"{content}, {cue} {source}"
    if kind < 0.94 and depth == 1:
        mine, yours = m.rng.choice((("‘", "’"), ("'", "'")))
        verb = m.rng.choice(("told me", "said", "told us", "said to my face", "wrote to me"))
        source, cue, content = marked(number, who, verb, mine + up(m.pick(REST)) + yours)
        return f"{source} {cue}, {content}"
    who = m.pick(ORGS) if who in PRONOUNS else who
    source, cue, content = marked(number, who, m.rng.choice(("said", "told", "informed")), fact)
    if cue.find("said") < 0:
        return f"we were {cue} by {source.rstrip(',')} {content.replace('>', '>that ', 1)}"
    return f"{source} {cue} {content}"


def noun(m: Maker, number: int = 2) -> str:
    """A sentence around a noun of saying: "the court's finding that ... is not enough"."""
    word, who = m.rng.choice(NOUNS), third_party(m)
    source, cue, content = marked(number, who, word, f"that {m.fact()}")
    source = source.rstrip(",")
    subject = m.rng.choice(
        (f"{source}’s {cue} {content}", f"the {cue} by {source} {content}",
         f"the {cue} of {source} {content}", f"a {cue} from {source} {content}")
    )  # fmt: skip
    if who in PRONOUNS or ", " in who:
        source = f"<sn{number}>{m.pick(ORGS)}</sn{number}>"
        subject = f"the {cue} by {source} {content}"
    return m.rng.choice(
        (f"{subject} is not enough", f"nobody here accepts {subject}",
         f"despite {subject}, {m.pick(REST)}", f"we take note of {subject}",
         f"{subject} has been tested in court", f"I do not share {subject}")
    )  # fmt: skip


def sentence(m: Maker, number: int = 2) -> str:
    """A whole sentence, without its full stop, with a nested relation in it."""
    kind = m.rng.random()
    if kind < 0.3:
        return clause(m, number)
    if kind < 0.4:
        return clause(m, number, depth=2)
    if kind < 0.64:
        return f"{m.rng.choice(WHILE)} {clause(m, number)}, {m.pick(REST)}"
    if kind < 0.72:
        return f"{m.pick(REST)}, {m.rng.choice(('but', 'and', 'although'))} {clause(m, number)}"
    if kind < 0.8:
        return f"{clause(m, number)}, but {clause(m, number + 1)}"
    if kind < 0.86:
        return f"{m.rng.choice(WHILE)} {clause(m, number)}, {clause(m, number + 1)}"
    return noun(m, number)


def some(m: Maker) -> str:
    """Sentences with something nested in at least one, as one speaker says them."""
    said = [up(sentence(m, 2))]
    if m.rng.random() < 0.45:
        before = up(m.pick(REST if m.rng.random() < 0.5 else NO_CUES))
        said = [before, up(m.rng.choice(BUT) + sentence(m, 2))]
    if m.rng.random() < 0.35:
        said.append(up(m.pick(NO_CUES)))
    elif m.rng.random() < 0.15:
        said.append(up(sentence(m, 6)))
    return ". ".join(said)


def nested(m: Maker) -> str:
    """A report with one attribution and what it holds."""
    o, c = m.open, m.close
    if o.strip() in ("‘", "'"):
        o, c = "“", "”"
    source, verb = tagged_source(m, "1"), f"<q1>{m.rng.choice(SAID)}</q1>"
    kind = m.rng.random()
    if kind < 0.3:
        return f"<c1>{o}{some(m)},{c}</c1> {source} {verb}."
    if kind < 0.38:
        return f"<c1>{o}{up(m.pick(NO_CUES))},{c}</c1> {source} {verb}. <c1>{o}{some(m)}.{c}</c1>"
    if kind < 0.5:
        return f"{up(source)} {verb}: <c1>{o}{some(m)}.{c}</c1>"
    if kind < 0.62:
        return f"{up(source)} <q1>{m.rng.choice(COLON)}</q1>:\n<c1>{some(m)}.</c1>"
    if kind < 0.7:
        return f"<c1>{o}{up(m.pick(NO_CUES))}. {up(m.pick(REST))},{c}</c1> {source} {verb}."
    who = source if kind < 0.85 else f"<s1>{m.pick(PAPERS)}</s1>"
    inner = clause(m, 2, 2 if m.rng.random() < 0.15 else 1) if kind < 0.95 else noun(m)
    that = "" if inner.startswith("<qn2>according") else m.rng.choice(("that ", "that ", ""))
    if kind > 0.9:
        return f"<q1>According to</q1> {who.rstrip(',')}, <c1>{inner}</c1>."
    return f"{up(who)} <q1>{m.rng.choice(FINDS)}</q1> <c1>{that}{inner}</c1>."
