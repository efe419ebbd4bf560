"""What becomes of each key that leads to a person where two records of one person become one.

Each app says so of its own keys from AppConfig.ready (`core.merge_keys`):

    moves("recruitment.Invitation", "invited_by", _("invitations"))
    moves("panels.Registration", "person", _("registrations"), doubles=..., drop=..., says=...)
    stays("jobs.BackgroundJob", "asked_by")
"""

from core.merge_keys import KeysTo

KEYS = KeysTo("people.User")
moves, stays = KEYS.moves, KEYS.stays
