"""Devices of the house that nobody owns: kiosks and wall boards, and the keys residents open a kiosk with."""
