"""Registers, marks and roll calls."""
