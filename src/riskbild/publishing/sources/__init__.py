"""Where documents come from: what the year was given, the register, the plan, the follow-up."""

from riskbild.publishing.sources.asked import Asked, Sourced
from riskbild.publishing.sources.finding import sourced

__all__ = ["Asked", "Sourced", "sourced"]
