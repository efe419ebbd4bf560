"""Who may do what with an application to the fund, in which state: one table, and how it is read.

It is a document first. A row is an act: how it is asked for, the name of its address, and which of
several things it is about; then who gets what stands in the row, and what comes of it in each
state. Everybody whom no row of an act names finds nothing: 404 on the groups' own pages, no way in
to the officers'. An address of the fund that is in no row fails `test_matrix`.

    o   opens
    +   done
    =   answered as done, and nothing changes, since it is so already
    <   leads back to the application, or to the round, which says why
    !   refused in words, as WHY has them, and nothing changes
    n   told that it isn't for them to do, and nothing changes
    .   isn't there: 404
    x   isn't a way to ask for it: 405

Who: `lead` and `partner` take part; `gone` was taken out, `said no` declined. o, e, v are a group's
owner, editor and viewer. A councillor is an officer who reads only.
"""

from dataclasses import dataclass

WHO = {
    "lead o": "owner of the lead group",
    "lead e": "editor of the lead group",
    "lead v": "viewer of the lead group",
    "part o": "owner of a partner that takes part",
    "part e": "editor of a partner that takes part",
    "part v": "viewer of a partner that takes part",
    "gone o": "owner of a partner that was taken out",
    "no o": "owner of a partner that said no",
    "other o": "owner of another group",
    "nobody": "somebody who is signed in and belongs to no group",
    "anybody": "a visitor who isn't signed in",
    "fund": "fund officer",
    "panels": "officer without the fund's rights",
    "council": "councillor who reads only",
}

SETS = {
    "writers": ("lead o", "lead e"),
    "groups": ("lead o", "lead e", "lead v", "part o", "part e", "part v"),
    "partner": ("part o", "part e", "part v"),
    "readers": ("part e", "part v"),
    "partners' writers": ("part o", "part e"),
    "signed in": tuple(name for name in WHO if name != "anybody"),
    "not writing": tuple(name for name in WHO if name not in ("lead o", "lead e", "anybody")),
    # What is public is the same for all of them: three ask.
    "all": ("anybody", "lead o", "fund"),
    **{name: (name,) for name in WHO},
}

STATES = {
    "draft": "being written, never sent",
    "sent": "sent twice, and changed since",
    "reopened": "sent; closed since; one question open again",
    "extended": "sent; closed since; more time for this one",
    "late": "never sent, and closed",
    "closed": "sent, changed since, and closed",
    "through": "through to stage 2, which isn't open yet",
    "stage 2": "through to stage 2, which is open",
    "ineligible": "can't be considered",
    "funded": "offered a grant",
    "unfunded": "not funded",
    "withdrawn": "taken back by the lead group",
    "cancelled": "sent; the whole round is cancelled",
}

# What a refusal says where the time is over, in each state.
WHY = {
    "reopened": "Only the questions that the council named",
    "late": "so it is too late",
    "closed": "so it is too late",
    "through": "open yet.",
    "ineligible": "We can’t consider this application",
    "funded": "We fund this application",
    "unfunded": "We can’t fund this application",
    "withdrawn": "has withdrawn this application",
    "cancelled": "This round has been cancelled",
}

TABLE = """
                                                    d s r e l c t 2 i f u w c
                                                    r e e x a l h n n u n i a
                                                    a n o t t o r d e n f t n
                                                    f t p . e s o . l d u h c
 # Reading
 GET   application               groups             o o o o o o o o o o o o o
 POST  application               groups             o o o o o o o o o o o o o
 GET   edition                   groups             . o o o . o o o o o o o o
 POST  edition                   groups             . o o o . o o o o o o o o
 GET   edition_pdf               groups             . o o o . o o o o o o o o
 POST  edition_pdf               groups             . o o o . o o o o o o o o
 GET   compare                   groups             . o o o . o o o o o o o o
 POST  compare                   groups             . o o o . o o o o o o o o
 GET   answer_file               groups             o o o o o o o o o o o o o
 POST  answer_file               groups             o o o o o o o o o o o o o
 GET   sent_document             groups             . o o o . o o o o o o o o
 POST  sent_document             groups             . o o o . o o o o o o o o
 # Writing, while there is time
 GET   title                     writers            o o < o < < < o < < < < <
 POST  title                     writers            + + ! + ! ! ! + ! ! ! ! !
 GET   answers                   writers            o o o o < < < o < < < < <
 POST  answers                   writers            x x x x x x x x x x x x x
 GET   answers_page:new          writers            o o o o < < < o < < < < <
 POST  answers_page:new          writers            + + + + ! ! ! + ! ! ! ! !
 GET   answers_page:where        writers            o o o o < < < o < < < < <
 POST  answers_page:where        writers            + + ! + ! ! ! + ! ! ! ! !
 POST  answers_page:paper        writers            + + ! + ! ! ! + ! ! ! ! !
 GET   budget                    writers            o o < o < < < o < < < < <
 POST  budget                    writers            + + ! + ! ! ! + ! ! ! ! !
 GET   line                      writers            o o < o < < < o < < < < <
 POST  line                      writers            + + ! + ! ! ! + ! ! ! ! !
 GET   line_remove               writers            o o < o < < < o < < < < <
 POST  line_remove               writers            + + ! + ! ! ! + ! ! ! ! !
 GET   subsidies:lead            writers            o o < o < < < o < < < < <
 POST  subsidies:lead            writers            + + ! + ! ! ! + ! ! ! ! !
 GET   subsidies:partner         partners' writers  o o < o < < < o < < < < <
 POST  subsidies:partner         partners' writers  + + ! + ! ! ! + ! ! ! ! !
 # Who takes part
 GET   partners                  writers            o o < o < < < o < < < < <
 POST  partners                  writers            + + ! + ! ! ! + ! ! ! ! !
 GET   part                      writers            o o < o < < < o < < < < <
 POST  part                      writers            + + ! + ! ! ! + ! ! ! ! !
 GET   remove                    writers            o o < o < < < o < < < < <
 POST  remove                    writers            + + ! + ! ! ! + ! ! ! ! !
 GET   accept                    partner            o o o o o o o o o o o o o
 POST  accept                    part o             + + + + ! ! ! + ! ! ! ! !
 POST  accept                    readers            n n n n n n n n n n n n n
 GET   leave                     part o             o o o o o o o o o o o o o
 POST  leave                     part o             + + + + + + + + + + + + +
 # Sending, taking back, and beginning anew
 GET   check                     writers            o o o o < < < o < < < < <
 POST  check                     writers            + + = + ! ! ! + ! ! ! ! !
 GET   withdraw                  writers            o o o o o o o o o < < < o
 POST  withdraw                  writers            + + + + + + + + + ! ! = +
 GET   review                    writers            < < < < < < < < < o o < <
 POST  review                    writers            ! ! ! ! ! ! ! ! ! + + ! !
 GET   copy                      writers            o o o o o o o o o o o o o
 POST  copy                      writers            + + + + + + + + + + + + +
 GET   apply                     signed in          o o < < < < < < o < < o <
 POST  apply                     writers            = = < < < < < < = < < + <
 POST  apply                     not writing        ! ! < < < < < < ! < < ! <
 # What everybody reads
 GET   rounds                    all                o o o o o o o o o o o o o
 GET   round                     all                o o o o o o o o o o o o o
 GET   eligibility               all                o o < < < < < < o < < o <
 POST  eligibility               all                o o < < < < < < o < < o <
 GET   form_pdf                  all                o o < < < < < < o < < o <
 GET   api:fund-round-list       all                o o o o o o o o o o o o o
 GET   api:fund-round-detail     all                o o . . . . . . o . . o .
 POST  rounds                    anybody            x x x x x x x x x x x x x
 POST  round                     anybody            x x x x x x x x x x x x x
 POST  form_pdf                  anybody            x x x x x x x x x x x x x
 POST  api:fund-round-list       anybody            x x x x x x x x x x x x x
 POST  api:fund-round-detail     anybody            x x x x x x x x x x x x x
 # The officers' room: what was sent, and nothing of what is being written
 GET   application:changelist    fund               o o o o o o o o o o o o o
 GET   application:change        fund               o o o o o o o o o o o o o
 GET   application:history       fund               o o o o o o o o o o o o o
 GET   application:export        fund               o o o o o o o o o o o o o
 POST  application:export        fund               o o o o o o o o o o o o o
 GET   application:file          fund               . o o o . o o o o o o o o
 GET   application:document      fund               . o o o . o o o o o o o o
 GET   application:decide        fund               < o o o < o o o o < < < o
 GET   application:extend        fund               o o o o o o o o < < < < <
 GET   application:reopen        fund               o o o o o o o o < < < < <
 GET   application:write         fund               o o o o o o o o o o o < o
 GET   application:answers       fund               o o o o o o o o o o o o o
 GET   application:ask_to_confirm fund             < < < < < < < < < < < < <
"""

# The officers' pages of rounds, of the panel and of awards: test_admin_rounds, test_admin_panel,
# tests/awards and docs/access.md say who opens them. What is published of awards is everybody's.
OTHERS_ALONE = (
    *(
        f"admin:collaboration_fund_{model}_"
        for model in ("round", "panelmeeting", "decision", "reviewrequest", "award")
    ),
    "api:fund-award-",
)
# Nobody makes or deletes an application there.
FOR_NOBODY = ("application:add", "application:delete")

FUND = "collaboration_fund:"
OFFICERS = "admin:collaboration_fund_application_"


@dataclass(frozen=True)
class Act:
    """One thing to ask for: how, the name of its address, and about which of several things."""

    how: str
    name: str
    about: str = ""

    @property
    def last(self) -> str:
        """What the address is called among those like it."""
        return self.name.removeprefix(OFFICERS).rpartition(":")[2]

    @property
    def is_officers(self) -> bool:
        """Whether it is asked for in the officers' room."""
        return self.name.startswith(OFFICERS)

    @property
    def is_public(self) -> bool:
        """Whether it is of a round, and of no application."""
        own = {"rounds", "round", "eligibility", "form_pdf", "apply"}
        return self.last.startswith("fund-") or self.last in own

    def __str__(self):
        return " ".join(filter(None, (self.how, self.name, self.about)))


def _act(how: str, words: str) -> Act:
    first, _colon, second = words.partition(":")
    if first == "api":
        return Act(how, words)
    if first == "application" and second:
        return Act(how, OFFICERS + second)
    return Act(how, FUND + first, second)


def read(table: str = TABLE) -> dict[Act, dict[tuple[str, str], str]]:
    """{act: {(state, who): what comes}} of the table; what it doesn't name comes to nothing."""
    found: dict[Act, dict[tuple[str, str], str]] = {}
    for line in table.strip().splitlines()[4:]:
        if line.strip().startswith("#"):
            continue
        how, words, rest = line.split(maxsplit=2)
        *who, cells = [rest[: -2 * len(STATES)].strip(), rest.split()[-len(STATES) :]]
        cells_of = found.setdefault(_act(how, words), {})
        for name in SETS[who[0]]:
            for state, cell in zip(STATES, cells, strict=True):
                assert (state, name) not in cells_of, f"{line}: twice"
                cells_of[state, name] = cell
    return found
