"""What may not be had but under the GPL is found, whatever way its licence is written."""

import runpy

import pytest
from django.conf import settings

gpl_only = runpy.run_path(str(settings.BASE_DIR / "bin" / "licences"))["gpl_only"]


@pytest.mark.parametrize(
    "licence",
    ["GPL-3.0-or-later", "AGPL-3.0", "GNU General Public License v2 (GPLv2)", "MIT AND GPL-2.0"],
)
def test_the_gpl_alone_is_found(licence):
    assert gpl_only({"a-package": licence}) == ["a-package"]


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "MIT OR GPL-2.0",
        "LGPL-3.0",
        "GNU Library or Lesser General Public License (LGPL)",
        "BSD License; GNU General Public License (GPL)",
    ],
)
def test_a_choice_or_the_lesser_gpl_is_not(licence):
    assert gpl_only({"a-package": licence}) == []
