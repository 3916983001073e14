"""Police incidents and the people in them, as the force's records system extracts them."""
