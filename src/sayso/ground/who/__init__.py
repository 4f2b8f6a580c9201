"""Who speaks, and on whose word: each attribution's source, resolved in the whole report.

"she" -> Ann Lee;  "the Gazette, citing two aides" -> Gazette, then two aides (anonymous)
"""

from sayso.ground.who.voices import voices

__all__ = ["voices"]
