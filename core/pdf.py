"""Documents as PDF/UA-1: tagged, with a title and a language, so that screen readers read them.

A document is a file of Typst; what it says is data, never markup, so nothing that people typed can
change it. Letters of Urdu and Arabic come from the font in core/fonts; others from Typst's own.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import typst

FONTS = Path(__file__).resolve().parent / "fonts"


def pdf_of(template: Path, data: Mapping, *, at: datetime) -> bytes:
    """The document that `template` makes of `data`.

    Args:
        template: a Typst file; it reads `json(bytes(sys.inputs.data))`.
        data: what can be written as JSON.
        at: when it was made, so that the same data make the same bytes.

    Raises:
        RuntimeError: the template is wrong.
    """
    return typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(at.timestamp()),
    )
