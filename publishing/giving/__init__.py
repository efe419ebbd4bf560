"""Grants as open data: 360Giving 1.4 as JSON and as a table, and what is wrong with such data.

It stands alone: no Django, no database, and no people. Amounts go in as whole pence and come out
as exact decimals. The schemas in `schemas` are those of 360Giving 1.4.3 without their prose;
nothing is fetched.
"""

from publishing.giving.flat import flat
from publishing.giving.grants import (
    Body,
    Grant,
    Place,
    Programme,
    Publisher,
    one_grant,
    package,
    pounds,
)
from publishing.giving.quality import HOLDS, OWN_PREFIX, Check, Finding, quality
from publishing.giving.schema import SchemaError, schema_errors
from publishing.giving.text import as_json, read_json

__all__ = [
    "HOLDS",
    "OWN_PREFIX",
    "Body",
    "Check",
    "Finding",
    "Grant",
    "Place",
    "Programme",
    "Publisher",
    "SchemaError",
    "as_json",
    "flat",
    "one_grant",
    "package",
    "pounds",
    "quality",
    "read_json",
    "schema_errors",
]
