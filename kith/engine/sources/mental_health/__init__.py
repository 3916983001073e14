"""Mental health services: whether someone is open to a service, and whom to ring. Nothing else."""
