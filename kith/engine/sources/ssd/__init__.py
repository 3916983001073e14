"""The council's children's case system, as Standard Safeguarding Dataset tables."""
