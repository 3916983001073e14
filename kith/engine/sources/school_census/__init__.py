"""The school census: every pupil on a roll."""
