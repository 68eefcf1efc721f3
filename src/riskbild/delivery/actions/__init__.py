"""Every write of the delivery, by subject. Who may is asked by whoever calls: the delivery knows no roles."""
