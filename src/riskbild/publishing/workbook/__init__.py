"""Publications as Excel workbooks: as printed, or to be filled in offline and read back."""

from riskbild.publishing.workbook.drawing import draw
from riskbild.publishing.workbook.offline import Offline

__all__ = ["Offline", "draw"]
