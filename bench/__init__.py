"""Figures of Daybook: each path beside its limit, in one run on one machine."""
