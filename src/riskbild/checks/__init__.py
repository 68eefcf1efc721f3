"""The checks: what a register, a plan or a document ought to be looked over for; plain Python, no database.

To read them, begin with `catalogue`, the list of all rules, and one rule's file; each has its examples beside it.
"""
