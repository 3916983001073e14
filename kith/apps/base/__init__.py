"""The room of what every room stands on: reference fields, privacy labels, the clock."""
