"""Questions as forms."""

from questionnaires.forms.making import page_form, whole_form
from questionnaires.forms.page import MADE_FROM, PageForm, Part

__all__ = ["MADE_FROM", "PageForm", "Part", "page_form", "whole_form"]
