"""Calendars that people subscribe to on their phones, and the addresses they are read at."""
