"""What is checked in a building, how often, and on what basis. Data, with its sources.

Intervals say their basis: where the law sets a duty and no interval, none is called statutory.
Sources: Regulatory Reform (Fire Safety) Order 2005 art. 9; BS 5839-1; BS 5266-1; BS 5306-3; BS 7671
and the Electricity at Work Regulations 1989; HSE HSG107; Gas Safety (Installation and Use)
Regulations 1998 reg. 35; LOLER 1998 reg. 9; ACOP L8; HSG274 part 2; Control of Asbestos Regulations
2012 reg. 4; SI 2012/3118 reg. 14 and part 4; BS 7036; RPII; CIPFA.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from buildings.enums import Basis, Feature


@dataclass(frozen=True)
class Check:
    """One thing to check.

    Args:
        code: how rows name it.
        title: what it is.
        basis: why it is checked so often.
        months: how often; 0 where it is in weeks, or by risk.
        weeks: how often.
        feature: what the building has; "" where every building is checked.
        who: who is competent.
    """

    code: str
    title: str
    basis: str
    months: int = 0
    weeks: int = 0
    feature: str = ""
    who: str = ""

    @property
    def basis_words(self) -> str:
        """Why it is checked so often, in words."""
        return Basis(self.basis).label

    @property
    def is_by_risk(self) -> bool:
        """Whether somebody has to say how often."""
        return not (self.months or self.weeks)


STAFF, ENGINEER = _("site staff"), _("a competent engineer")
CHECKS: tuple[Check, ...] = (
    Check("fire_risk", _("Fire risk assessment"), Basis.DUTY, 12, who=_("a fire risk assessor")),
    Check("call_point", _("Fire alarm call point test"), Basis.STANDARD, weeks=1,
          feature=Feature.FIRE_ALARM, who=STAFF),
    Check("fire_alarm", _("Fire alarm service"), Basis.STANDARD, 6,
          feature=Feature.FIRE_ALARM, who=ENGINEER),
    Check("light_flick", _("Emergency lighting flick test"), Basis.STANDARD, 1,
          feature=Feature.EMERGENCY_LIGHT, who=STAFF),
    Check("light_full", _("Emergency lighting full discharge"), Basis.STANDARD, 12,
          feature=Feature.EMERGENCY_LIGHT, who=_("an electrician")),
    Check("extinguisher", _("Fire extinguisher service"), Basis.STANDARD, 12, who=ENGINEER),
    Check("wiring", _("Fixed wiring (EICR)"), Basis.STANDARD, 60, who=_("an electrician")),
    Check("portable", _("Portable appliances"), Basis.GOOD, who=_("a competent person")),
    Check("gas", _("Gas appliances"), Basis.GOOD, 12, feature=Feature.GAS,
          who=_("a Gas Safe engineer")),
    Check("lift", _("Lift, thorough examination"), Basis.LAW, 6, feature=Feature.LIFT,
          who=_("an independent competent person")),
    Check("legionella", _("Legionella risk assessment"), Basis.DUTY, 24,
          who=_("a water hygiene assessor")),
    Check("water", _("Water temperatures"), Basis.STANDARD, 1, feature=Feature.WATER, who=STAFF),
    Check("asbestos", _("Asbestos re-inspection"), Basis.DUTY, 12, feature=Feature.ASBESTOS,
          who=_("an asbestos surveyor")),
    Check("energy", _("Display energy certificate"), Basis.LAW, 12, feature=Feature.PUBLIC_250,
          who=_("an energy assessor")),
    Check("cooling", _("Air conditioning inspection"), Basis.LAW, 60, feature=Feature.COOLING,
          who=_("an energy assessor")),
    Check("doors", _("Automatic doors"), Basis.STANDARD, 12, feature=Feature.DOORS, who=ENGINEER),
    Check("play", _("Playground inspection"), Basis.GOOD, 12, feature=Feature.PLAY,
          who=_("an RPII inspector")),
)  # fmt: skip
BY_CODE: dict[str, Check] = {check.code: check for check in CHECKS}
CHOICES = [(check.code, check.title) for check in CHECKS]
LIFT = "lift"
