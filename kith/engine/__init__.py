"""Agency files to published tables. Read pipeline.py first."""
