"""What is asked of workers and managers within an episode."""
