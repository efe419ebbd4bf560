from partnerships.models.matches import Gift, Match, MatchMove, Message, Side
from partnerships.models.partnership import Partner, Partnership, PartnershipMove
from partnerships.models.posting import Part, Posting, PostingMove, Spoken

__all__ = [
    "Gift",
    "Match",
    "MatchMove",
    "Message",
    "Part",
    "Partner",
    "Partnership",
    "PartnershipMove",
    "Posting",
    "PostingMove",
    "Side",
    "Spoken",
]
