"""Follow-up on the screen: what is due from me, reporting, a period's board, a control's history, measures, charts."""
