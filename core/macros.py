"""The GOV.UK macros, compiled once and kept for the life of the process."""

from functools import cache

from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from core.text import without_controls

_environment = Environment(
    loader=PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
    autoescape=True,
    finalize=without_controls,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)


def component(name: str, /, **params) -> Markup:
    """Return one GOV.UK component as safe HTML.

    Args:
        name: the component's folder, such as `error-summary`.
        params: its macro's own options; `text` options are escaped unless they are safe strings.
    """
    return _macro(name)(params).strip()


@cache
def _macro(name):
    template = _environment.get_template(f"govuk_frontend_jinja/components/{name}/macro.html")
    words = name.split("-")
    return getattr(template.module, "govuk" + "".join(word.capitalize() for word in words))
