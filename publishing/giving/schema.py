"""What the schemas of 360Giving 1.4 say against a file, offline."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

SCHEMAS = Path(__file__).parent / "schemas"
LONGEST = 200
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")
# A day is either a moment or a pattern, and exactly one of them: unless moments are told from days,
# every day would be both. The form of web addresses is a check of `quality`.
_formats = FormatChecker(formats=())


@_formats.checks("date-time")
def is_moment(value) -> bool:
    """Whether a text is a moment of RFC 3339; what is no text isn't asked."""
    if not isinstance(value, str):
        return True
    if not _MOMENT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value.upper())
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class SchemaError:
    """One error: where in the file, such as `$.grants[0].currency`, and what is wrong there."""

    where: str
    words: str


@cache
def _validators() -> dict[str, Draft202012Validator]:
    """{what it is of: the validator}, for a package and for one grant."""
    schemas = {
        name: json.loads((SCHEMAS / f"{name}.json").read_text()) for name in ("package", "grant")
    }
    found = [(one["$id"], Resource.from_contents(one)) for one in schemas.values()]
    registry = Registry().with_resources(found)
    return {
        name: Draft202012Validator(schema, registry=registry, format_checker=_formats)
        for name, schema in schemas.items()
    }


def schema_errors(data, *, of: str = "package") -> list[SchemaError]:
    """All that is wrong by the schema; empty where nothing is.

    Args:
        data: a whole file as it was read, or one grant of it.
        of: "package" or "grant".
    """
    found = _validators()[of].iter_errors(data)
    return [SchemaError(error.json_path, _said(error)) for error in found]


def _said(error) -> str:
    if error.validator == "oneOf" and isinstance(error.instance, dict):
        lacks = [name for name in _needed(error) if name not in error.instance]
        return f"Lacks: {', '.join(lacks)}." if lacks else "Names two kinds of recipient."
    return error.message[:LONGEST]


def _needed(error) -> list[str]:
    """What one of the choices requires: the first, which is of grants to organisations."""
    return error.validator_value[0].get("required", [])
