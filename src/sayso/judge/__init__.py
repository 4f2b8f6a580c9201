"""Attribution -> how firmly: act, certainty, polarity, stage, hearsay, channel.

content and cue --cues by scope--> certainty, polarity, stage, act
the sentence beside --> channel; chain, nesting, "reportedly" --> hearsay
"""

from __future__ import annotations

from sayso.judge.firmness import firmness

__all__ = ["firmness"]
