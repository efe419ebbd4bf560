"""JSON whose amounts are exact, out and in: a Decimal is written digit by digit."""

import json
from decimal import Decimal


def as_json(value) -> str:
    """JSON text of dicts, lists, texts, whole numbers and Decimals.

    Raises:
        TypeError: anything else is in it, such as a float, which would be no exact amount.
    """
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key)}: {as_json(inner)}" for key, inner in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_json, value))}]"
    if isinstance(value, Decimal) and value.is_finite():
        return f"{value:f}"
    if isinstance(value, str | int) and not isinstance(value, bool):
        return json.dumps(value, ensure_ascii=False)
    raise TypeError(f"{value!r} is nothing that a grant says.")


def read_json(text: str):
    """What JSON text says, with fractions as Decimal, so that seven times 1000.1 is 7000.7.

    Raises:
        ValueError: it isn't JSON.
    """
    return json.loads(text, parse_float=Decimal)
