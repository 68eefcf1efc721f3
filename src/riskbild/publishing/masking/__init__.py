"""What must not be read is taken out before anything is composed: secret texts, and in public copies people's names."""

from riskbild.publishing.masking.hiding import Hidden, hidden, hidden_row
from riskbild.publishing.masking.masked import MaskedCell, placeholder
from riskbild.publishing.masking.people import without_people

__all__ = ["Hidden", "MaskedCell", "hidden", "hidden_row", "placeholder", "without_people"]
