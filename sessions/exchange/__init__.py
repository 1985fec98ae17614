"""The programme as one calendar file, out and in."""
