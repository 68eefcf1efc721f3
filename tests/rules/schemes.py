"""Other periods of the year than tertials, as municipalities have chosen them."""

from riskbild.rules.period import PeriodScheme

TWO_TERTIALS_AND_YEAR = PeriodScheme(("T1", "T2", "Y"))
HALF_YEARS = PeriodScheme(("H1", "H2"))
HALF_YEAR_AND_YEAR = PeriodScheme(("H1", "Y"))
QUARTERS = PeriodScheme(("Q1", "Q2", "Q3", "Q4"))
YEAR_ONLY = PeriodScheme(("Y",))
