"""Attendance in numbers: by week, type, stage and leader, always with what they are counted from."""
