"""Where documents come from: what the year was given, the register, the plan, the follow-up."""

from riskbild.publishing.sources.asked import Asked, Sourced
from riskbild.publishing.sources.finding import both_sourced, sourced

__all__ = ["Asked", "Sourced", "both_sourced", "sourced"]
