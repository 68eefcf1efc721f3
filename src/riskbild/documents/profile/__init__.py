"""Profiles: how a municipality's own form is to be understood, as data."""

from riskbild.documents.profile.derive import derive
from riskbild.documents.profile.derived import Derived, DerivedControl, ScoreOrigin
from riskbild.documents.profile.form import FORMAT, MeasureSplit, Profile, read_profile
from riskbild.documents.profile.parts import CarriedOver, FormColumn, ResponseCell, ScoreInHeading

__all__ = [
    "FORMAT",
    "CarriedOver",
    "Derived",
    "DerivedControl",
    "FormColumn",
    "MeasureSplit",
    "Profile",
    "ResponseCell",
    "ScoreInHeading",
    "ScoreOrigin",
    "derive",
    "read_profile",
]
