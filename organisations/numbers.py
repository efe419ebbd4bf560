"""Numbers by which registers know an organisation, as org-id.guide writes them: GB-CHC-1164883.

A number is the code of a register and what that register calls the body. Each register has a short
rule of its own for what its numbers look like. Pure Python: nothing is looked up, so a number of
the right form may still be nobody's.

Sources: https://org-id.guide/list/GB-CHC and the page of each other register there, and for the
letters before company numbers https://find-and-update.company-information.service.gov.uk (numbers
have eight places; letters say the country and the kind of body).

Numbers aren't unique: a branch may give its parent's, as branches of national charities do.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """What can be said of a number by its form alone."""

    VALID = "valid"
    POOR = "valid-but-poor"
    SUSPECT = "suspect"
    INVALID = "invalid"


class Doubt(Enum):
    """Why a number is not simply valid."""

    FORM = "form"
    NOBODYS = "nobodys"
    PADDED_CHARITY = "padded-charity"
    UNKNOWN_REGISTER = "unknown-register"
    MADE_BY_A_FUNDER = "made-by-a-funder"


@dataclass(frozen=True)
class Register:
    """One register: its code, the form of its numbers, and one as an example."""

    code: str
    form: re.Pattern
    example: str


@dataclass(frozen=True)
class Checked:
    """A number as it is kept, and what is to be said of it; a valid one is in no doubt."""

    scheme: str
    identifier: str
    verdict: Verdict
    doubt: Doubt | None = None

    @property
    def org_id(self) -> str:
        """The whole of it, such as GB-CHC-1164883."""
        return f"{self.scheme}-{self.identifier}"


# What comes before six digits, or fewer with letters behind them for old societies, where a company
# number isn't eight digits: Scotland, Northern Ireland, partnerships, societies, charters, CIOs.
_LETTERS = (
    "AC|CE|CS|FC|GE|GN|GS|IC|IP|LP|NA|NC|NF|NI|NL|NO|NP|NR|NZ|OC|OE|PC|R0|RC|RS|SA|SC|SE|SF|SG|SI|SL|"
    "SO|SP|SR|SZ|ZC"
)
_REGISTERS = (
    # Six digits, or seven that begin with 1; a linked charity has its own number behind a hyphen.
    ("GB-CHC", r"[0-9]{6}(-[1-9][0-9]{0,2})?|1[0-9]{6}(-[1-9][0-9]{0,2})?", "1164883"),
    ("GB-SC", r"SC[0-9]{6}", "SC042386"),
    ("GB-NIC", r"1[0-9]{5}", "100019"),
    (
        "GB-COH",
        rf"[0-9]{{8}}|({_LETTERS})[0-9]{{6}}|(IP|SP|NP)[0-9]{{3,5}}[A-Z]{{1,2}}",
        "09506232",
    ),
    ("GB-MPR", r"(IP|RS|SP|NP)?[0-9]{1,6}[A-Z]{0,2}", "IP031455"),
    ("GB-REV", r"[A-Z]{1,2}[0-9]{4,6}", "X6243"),
    ("GB-EDU", r"[1-9][0-9]{5}", "125554"),
    ("GB-CASC", r"[0-9a-f]{8}", "df679063"),
    ("GB-LAE", r"[A-Z]{3}", "LUT"),
    ("GB-PLA", r"[A-Z]{3}", "AGY"),
    ("GB-UKPRN", r"1[0-9]{7}", "10000346"),
    ("GB-NHS", r"[A-Z0-9]{3,6}", "RAX"),
    ("GB-COE", r"6[0-9]{5}", "608393"),
)
REGISTERS: dict[str, Register] = {
    code: Register(code, re.compile(form), example) for code, form, example in _REGISTERS
}
CHARITY, SCOTTISH, COMPANY, CLUB = "GB-CHC", "GB-SC", "GB-COH", "GB-CASC"
NORTHERN_IRISH = "GB-NIC"
COMPANY_LENGTH = 8
# The oldest number of the register of charities of England and Wales, and above its newest.
FIRST_CHARITY, AFTER_CHARITIES = 200_000, 1_300_000
_FUNDERS = re.compile(r"360G-[A-Za-z0-9]+-.+")
# The longest code first, so that none is taken for the beginning of another.
_CODES = sorted(REGISTERS, key=len, reverse=True)


def tidy(scheme: str, typed: str) -> str:
    """A register's number as it is kept, whatever was typed: "sc 42386" is "SC042386".

    Spaces and full stops go, letters are capitals (small in GB-CASC), and leading zeros are added
    where the register has them.
    """
    bare = re.sub(r"[\s.]", "", typed)
    bare = bare.lower() if scheme == CLUB else bare.upper()
    bare = bare.removeprefix(f"{scheme}-")
    if scheme == NORTHERN_IRISH:
        return bare.removeprefix("NIC")
    letters = re.fullmatch(r"([A-Z]{2}|R0)?([0-9]+)", bare)
    if scheme == COMPANY and letters:
        start, digits = letters[1] or "", letters[2]
        return start + digits.zfill(COMPANY_LENGTH - len(start))
    if scheme == SCOTTISH and letters:
        return "SC" + letters[2].zfill(6)
    return bare


def check(org_id: str, *, others: Iterable[str] = ()) -> Checked:
    """Look at a whole number, such as "GB-CHC-1164883".

    Args:
        org_id: as it was published or typed.
        others: the other numbers of the same body, to find a charity number padded into a company
            number.
    """
    scheme, identifier = split(org_id)
    if scheme:
        return check_number(scheme, identifier, others=others)
    if _FUNDERS.fullmatch(org_id):
        prefix, funder, own = org_id.split("-", 2)
        return Checked(f"{prefix}-{funder}", own, Verdict.POOR, Doubt.MADE_BY_A_FUNDER)
    head, _hyphen, rest = org_id.rpartition("-")
    known_form = re.fullmatch(r"[A-Z]{2,3}-[^-]+-.+", org_id)
    verdict = Verdict.SUSPECT if known_form else Verdict.INVALID
    return Checked(head, rest, verdict, Doubt.UNKNOWN_REGISTER)


def check_number(scheme: str, identifier: str, *, others: Iterable[str] = ()) -> Checked:
    """Look at a number of one register, as `tidy` gives it; `others` as `check` has it."""
    register = REGISTERS.get(scheme)
    if register is None:
        return Checked(scheme, identifier, Verdict.SUSPECT, Doubt.UNKNOWN_REGISTER)
    if not register.form.fullmatch(identifier):
        return Checked(scheme, identifier, Verdict.INVALID, Doubt.FORM)
    if _is_padded_charity(scheme, identifier, others):
        return Checked(scheme, identifier, Verdict.SUSPECT, Doubt.PADDED_CHARITY)
    if _is_nobodys(scheme, identifier):
        return Checked(scheme, identifier, Verdict.SUSPECT, Doubt.NOBODYS)
    return Checked(scheme, identifier, Verdict.VALID)


def split(org_id: str) -> tuple[str, str]:
    """The register's code and the number in it, or two empty texts where no register is known."""
    for code in _CODES:
        if org_id.startswith(f"{code}-"):
            return code, org_id.removeprefix(f"{code}-")
    return "", ""


def _is_padded_charity(scheme: str, identifier: str, others: Iterable[str]) -> bool:
    """Whether a company number is a charity number with zeros in front: another body's number.

    Where the body gives its charity number, that decides. Where it doesn't, a company number that
    begins with a zero and would be a charity number is in doubt: only companies older than about
    1975 have one.
    """
    if scheme != COMPANY or not identifier.isdigit() or not identifier.startswith("0"):
        return False
    bare = identifier.lstrip("0")
    charities = {number for code, number in map(split, others) if code == CHARITY}
    if charities:
        return bare in charities
    return bool(bare) and FIRST_CHARITY <= int(bare) < AFTER_CHARITIES


def _is_nobodys(scheme: str, identifier: str) -> bool:
    """Whether the form is right and yet no body can have it: all zeros, or before the first one."""
    digits = re.sub(r"[^0-9]", "", identifier.split("-", maxsplit=1)[0])
    if scheme == CHARITY:
        return not FIRST_CHARITY <= int(digits) < AFTER_CHARITIES
    return scheme != CLUB and bool(digits) and not int(digits)
