"""Attendance of every pupil, term by term."""
