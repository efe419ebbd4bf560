"""A session as schema.org Event, for search engines."""

import json

from django.utils.safestring import SafeString, mark_safe

from panels.enums import SessionState
from panels.models import Session

# What would end the script element early, written as JSON escapes.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def event_data(session: Session) -> SafeString:
    """JSON-LD of a session (https://schema.org/Event), safe to stand in a script element."""
    cancelled = session.state == SessionState.CANCELLED
    url = session.full_url
    places = []
    if session.venue:
        places.append(
            {
                "@type": "Place",
                "name": session.venue.name,
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": session.venue.address,
                    "addressLocality": "Luton",
                    "postalCode": session.venue.postcode,
                    "addressCountry": "GB",
                },
            }
        )
    if session.online_link:
        places.append({"@type": "VirtualLocation", "url": url})
    mode = {1: "Offline", 2: "Mixed"}[len(places)] if session.venue else "Online"
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": session.title,
        "description": session.summary,
        "startDate": session.starts_at.isoformat(),
        "endDate": session.ends_at.isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if cancelled else 'Scheduled'}",
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "isAccessibleForFree": True,
        "location": places,
        "url": url,
    }
    # Safe: every character that could close the element or start markup is escaped above.
    return mark_safe(json.dumps(data).translate(ESCAPES))  # noqa: S308
