"""Fuzzes a reader until a fault is found or the time is up."""

import sys

from tests.intake.reading.fuzz.running import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
