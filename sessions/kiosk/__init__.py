"""The kiosk: a tablet of the house where a resident without a phone sees the own day and checks in."""
