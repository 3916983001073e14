"""Health visitors' caseload of children under five, with mother-child links and their reviews."""
