"""Consents and withdrawals, computed live, and the admission that needs one."""
