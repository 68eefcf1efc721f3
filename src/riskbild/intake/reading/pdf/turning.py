"""Turns the coordinates of a page: from the file's, with y upwards, to those of the page as it is shown or read."""

from dataclasses import dataclass

from riskbild.intake.reading.grid import Box


@dataclass(frozen=True, slots=True)
class Turned:
    """A page turned clockwise by so many quarters; points from its upper left corner, y downwards.

    `left`, `bottom`, `right` and `top` are the page's bounds in the file.
    """

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def width(self) -> float:
        """The width of the page so turned."""
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """The height of the page so turned."""
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file on the turned page."""
        match self.quarters:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def point_in_file(self, x: float, y: float) -> tuple[float, float]:
        """A point of the turned page in the file."""
        match self.quarters:
            case 0:
                return x + self.left, self.top - y
            case 1:
                return y + self.left, x + self.bottom
            case 2:
                return self.right - x, y + self.bottom
            case _:
                return self.right - y, self.top - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The upright box of two corners in the file."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def box_as(self, other: "Turned", box: Box) -> Box:
        """A box of this page on the same page turned otherwise."""
        if self.quarters == other.quarters:
            return box
        return other.box(*self.point_in_file(box[0], box[1]), *self.point_in_file(box[2], box[3]))
