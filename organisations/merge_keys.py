"""What becomes of each key that leads to a group where two records of one group become one.

An app above says so of its own keys from AppConfig.ready, as `core.merge_keys` has it:

    moves("partnerships.Need", "organisation", _("needs"))
"""

from core.merge_keys import KeysTo

KEYS = KeysTo("organisations.Organisation")
moves, stays = KEYS.moves, KEYS.stays
