"""One visitor's way to one session: its steps, and what they typed, kept in their session.

What is typed is kept as it is typed, right or wrong, so that going back, a change of language and a
second tab lose nothing. It goes when the registration is made, or after a day.
"""

import hashlib
import json
import time

from django.http import QueryDict
from django.urls import reverse
from django.utils.crypto import get_random_string

from panels.forms import AccessForm, NameForm, NewcomerForm
from panels.models import Session

KEY = "panels.registering"
DAY_SECONDS = 24 * 60 * 60
# Of a text that is too long, so much is kept as it was typed: this many times what it may be.
TIMES_TOO_LONG = 10
CHECK = "check"


class Journey:
    """The way of `request`'s visitor to `session`.

    Attributes:
        steps: the questions for this person, in order: what each step is called and its form.
    """

    def __init__(self, request, session: Session):
        self.session, self._user, self._store = session, request.user, request.session
        self.steps = _steps(request.user)
        since = time.time() - DAY_SECONDS
        ways = self._store.get(KEY, {})
        self._ways = {slug: way for slug, way in ways.items() if way["at"] > since}
        self._way = self._ways.get(session.slug) or _begun()

    # --- What was typed -------------------------------------------------------------------------

    def keep(self, step: str, data: QueryDict) -> None:
        """Keep what was typed on this step, whatever it is."""
        for name, field in self.steps[step].base_fields.items():
            self._way["typed"][name] = data.get(name, "")[: field.max_length * TIMES_TOO_LONG]
        self._write()

    def sent(self, step: str) -> None:
        """Note that this step was sent, so that what is wrong with it is said."""
        self._way["sent"] = [*{*self._way["sent"], step}]
        self._write()

    @property
    def is_begun(self) -> bool:
        """Whether anything was typed on this way."""
        return self.session.slug in self._ways

    @property
    def visitor(self) -> str:
        """What names this visitor to what they hold, by chance; nobody else is told it."""
        return self._way["visitor"]

    @property
    def group(self) -> int | None:
        """The places held for a group that this visitor came to take one of."""
        return self._way.get("group")

    def of_group(self, group_hold_id: int | None) -> None:
        """Note that they take one of these places, or none."""
        self._way["group"] = group_hold_id
        self._write()

    def end(self) -> None:
        """Forget what was typed: it has become a registration."""
        self._ways.pop(self.session.slug, None)
        self._store[KEY] = self._ways

    def _write(self) -> None:
        self._way["at"] = time.time()
        self._ways[self.session.slug] = self._way
        self._store[KEY] = self._ways

    # --- Forms and answers ----------------------------------------------------------------------

    def form(self, step: str):
        """The form of a step: as it was typed, and checked once it was sent."""
        typed = self._way["typed"]
        if step in self._way["sent"]:
            return self.steps[step](typed)
        standing = {"access_needs": getattr(self._user, "access_needs", "")}
        return self.steps[step](initial=standing | typed)

    def forms(self) -> dict:
        """Every step's form."""
        return {step: self.form(step) for step in self.steps}

    def unanswered(self) -> str | None:
        """The first step that wasn't sent or isn't right, or None where all is there."""
        forms = self.forms()
        return next((step for step, form in forms.items() if not form.is_valid()), None)

    def answers(self) -> dict:
        """Every answer by its field's name, once all is there."""
        forms = self.forms().values()
        return {
            name: value
            for form in forms
            if form.is_valid()
            for name, value in form.cleaned_data.items()
        }

    def digest(self) -> str:
        """What names these answers, to see whether they are still the ones that were checked."""
        text = json.dumps(self.answers(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    # --- Addresses ------------------------------------------------------------------------------

    def url(self, step: str) -> str:
        """The address of a step."""
        slug = self.session.slug
        if step == next(iter(self.steps)):
            return reverse("panels:session_register", args=[slug])
        return reverse("panels:session_register_step", args=[slug, step])

    def before(self, step: str) -> str:
        """The address of what comes before a step: the session's page before the first."""
        names = [*self.steps, CHECK]
        place = names.index(step)
        return self.url(names[place - 1]) if place else self.session.get_absolute_url()

    def after(self, step: str) -> str:
        """The address of what comes after a step."""
        names = [*self.steps, CHECK]
        return self.url(names[names.index(step) + 1])


def _begun() -> dict:
    return {"typed": {}, "sent": [], "visitor": get_random_string(32)}


def _steps(user) -> dict:
    if not user.is_authenticated:
        return {"details": NewcomerForm, "access": AccessForm}
    if not user.name:
        return {"details": NameForm, "access": AccessForm}
    return {"access": AccessForm}
