"""Free school meal checks: the child, the parent who applied, and from when to when."""
