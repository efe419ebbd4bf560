"""Publishing awards: what is kept up, held back, described, and given out as files."""

from publishing.services.counting import Figures, figures
from publishing.services.elsewhere import paid_of, photographs_of, reached_by
from publishing.services.files import PublicFile, grants_csv, grants_json, transparency_csv
from publishing.services.grants import grant_id, grants_of, org_id, registered_number
from publishing.services.keeping import describe, faults_of, keep_up, prepare

__all__ = [
    "Figures",
    "PublicFile",
    "describe",
    "faults_of",
    "figures",
    "grant_id",
    "grants_csv",
    "grants_json",
    "grants_of",
    "keep_up",
    "org_id",
    "paid_of",
    "photographs_of",
    "prepare",
    "reached_by",
    "registered_number",
    "transparency_csv",
]
