"""What /api offers, as OpenAPI 3.1; tests/show/web holds the answers to it."""

from __future__ import annotations

from functools import cache

from sayso.show.record import Json

_FILTERS = {
    "by": "Part of the speaker's name, or a source's id.",
    "outlet": "Part of the outlet's name.",
    "text": "Claims that hold all the words.",
    "act": "What the saying does: say, deny, promise, ...",
    "certainty": "certain, probable, possible or unknown.",
    "polarity": "positive or negative.",
    "stage": "planned, begun, ongoing, ended or cancelled.",
    "quote": "direct, indirect, mixed or narration.",
    "near": "What belongs to one claim, report, proposition or source.",
    "ids": "Claims, named by their ids with commas between.",
    "after": "The claim after which this page begins (totals.last of the one before).",
    "figures": "Anything: with the changes of the figures in this part.",
}
_BY = "Only what had been published and said by then."
_DAYS = {
    "as_of": _BY,
    "since": "Said on or after.",
    "until": "Said on or before.",
}


@cache
def description() -> Json:
    """The whole description."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Sayso", "version": "1", "description": "A ledger of claims."},
        "paths": {
            "/api/slice": {"get": _get("Claims with all that belongs to them", _slice())},
            "/api/sources": {"get": _get("Who speaks, the most heard first", _listing())},
            "/api/replay": {
                "get": _get("What had been repeated by a day", [_in("as_of", "query", _BY, _DAY)])
            },
            "/api/reports/{id}": {"get": _get("A report's text", [_in("id", "path")])},
            "/api/outline": {"get": _get("The world's outline", [])},
            "/api/openapi.json": {"get": _get("This description", [])},
            "/api/decisions": {
                "get": _get("Every decision that stands", []),
                "post": _post("Keep a decision", [], "application/json", _DECISION),
            },
            "/api/suggestions": {"get": _get("Sources that may be one", [])},
            "/api/alike": {
                "get": _get("Of what a decision could be said too", [_in("number", "query")])
            },
            "/api/jobs/{id}": {
                "get": _get("How far a reading is", [_in("id", "path")]),
                "delete": {
                    "summary": "Stop a reading",
                    "parameters": [_in("id", "path")],
                    "security": [{"page": []}],
                    "responses": _responses(400, 403),
                },
            },
            "/api/read": {"post": _post("Read a report", _read(), "application/octet-stream", {})},
        },
        "components": {
            "securitySchemes": {"page": {"type": "apiKey", "in": "header", "name": "x-sayso-token"}}
        },
    }


_DECISION: Json = {
    "type": "object",
    "required": ["verb", "subjects"],
    "additionalProperties": False,
    "properties": {
        "verb": {"type": "string", "maxLength": 300},
        "subjects": {
            "type": "array",
            "maxItems": 300,
            "items": {"type": "string", "maxLength": 300},
        },
        "value": {"type": "string", "maxLength": 300},
        "note": {"type": "string", "maxLength": 300},
        "by": {"type": "string", "maxLength": 300},
    },
}


def _slice() -> list[Json]:
    days = [_in(name, "query", words, pattern=_DAY) for name, words in _DAYS.items()]
    filters = [_in(name, "query", words) for name, words in _FILTERS.items()]
    only = _in("only", "query", "Claims in a conflict, or repeated ones.")
    only["schema"] = {"enum": ["conflict", "repeated"]}
    return [*filters, *days, only, *_pages(10_000)]


def _listing() -> list[Json]:
    return [_in("text", "query", "Part of a name."), *_pages(1_000)]


def _pages(most: int) -> list[Json]:
    pages = [_in(name, "query") for name in ("limit", "offset")]
    for one in pages:
        one["schema"] = {"type": "integer", "minimum": 0, "maximum": most}
    return pages


_DAY = "^[0-9]{4}-[01][0-9]-[0-3][0-9]$"


def _read() -> list[Json]:
    return [
        _in("name", "query", "The file's name; its ending says of what kind it is."),
        _in("url", "query", "The address to fetch it from, instead of a body."),
        _in("outlet", "query", "Who published it, where it does not say."),
        _in("published", "query", "When, where it does not say.", pattern=_DAY),
    ]


def _in(name: str, where: str, words: str = "", pattern: str | None = None) -> Json:
    schema: Json = {"type": "string", "maxLength": 300}
    if pattern:
        schema["pattern"] = pattern
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "description": words,
        "schema": schema,
    }


def _get(words: str, parameters: list[Json]) -> Json:
    return {"summary": words, "parameters": parameters, "responses": _responses(400)}


def _post(words: str, parameters: list[Json], kind: str, schema: Json) -> Json:
    return {
        "summary": words,
        "parameters": parameters,
        "security": [{"page": []}],
        "requestBody": {"required": "json" in kind, "content": {kind: {"schema": schema}}},
        "responses": _responses(400, 403, 408, 413),
    }


def _responses(*refused: int) -> Json:
    content = {"application/json": {"schema": {"type": "object"}}}
    error: Json = {
        "description": "One sentence that says why not",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["error"],
                    "properties": {"error": {"type": "string"}},
                }
            }
        },
    }
    return {
        "200": {"description": "As asked", "content": content},
        **{str(status): error for status in (401, 421, 429, *refused)},
    }
