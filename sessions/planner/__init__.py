"""The week in one picture, and changing it there."""
