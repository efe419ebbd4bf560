"""The page that explains the public API, drawn from its schema."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.generators import SchemaGenerator

KINDS = {
    "string": gettext_lazy("text"),
    "integer": gettext_lazy("whole number"),
    "number": gettext_lazy("number"),
    "boolean": gettext_lazy("true or false"),
    "array": gettext_lazy("list of text"),
    "date-time": gettext_lazy("date and time"),
}


def api_docs(request):
    """What the API serves, what each list can be filtered by, and what each thing says."""
    schema = SchemaGenerator().get_schema(public=True)
    lists = [
        _list(schema["components"]["schemas"], address, methods["get"])
        for address, methods in schema["paths"].items()
        if "{" not in address
    ]
    return render(request, "pages/api.html", {"lists": lists})


def _list(components: dict, address: str, listing: dict) -> dict:
    """One kind of thing: its list's address, its filters and its fields."""
    answer = listing["responses"]["200"]["content"]["application/json"]
    page = _resolved(components, answer["schema"])
    thing = _resolved(components, page["properties"]["results"]["items"])
    return {
        "name": listing["tags"][0],
        "address": address,
        "about": listing["description"],
        "filters": [
            (parameter["name"], _kind(components, parameter["schema"]))
            for parameter in listing["parameters"]
        ],
        "says": thing["description"],
        "fields": [(name, _kind(components, field)) for name, field in thing["properties"].items()],
    }


def _resolved(components: dict, schema: dict) -> dict:
    """`schema` itself, or what it refers to."""
    for part in (schema, *schema.get("allOf", []), *schema.get("oneOf", [])):
        if "$ref" in part:
            return components[part["$ref"].rsplit("/", 1)[1]]
    return schema


def _kind(components: dict, schema: dict) -> str:
    """What a value can be, in words: "text", or the values to choose from."""
    resolved = _resolved(components, schema)
    if "enum" in resolved:
        words = _("one of: %s") % ", ".join(resolved["enum"])
    else:
        words = KINDS.get(resolved.get("format")) or KINDS[resolved["type"]]
    return _("%s, or null") % words if schema.get("nullable") else str(words)
