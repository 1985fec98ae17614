"""Accounts, sign-ins, one-time links and signing in."""
