"""`python -m riskbild`, the same as the console script."""

import sys

from riskbild.cli.main import program

sys.exit(program())
