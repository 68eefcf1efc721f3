"""Draws the documents of some seeds, reads them, and says how well they were read by class of layout and producer."""

import sys

from tests.intake.reading.pdf_layouts.running import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
