"""Peer mentoring: elders who stand by newcomers."""
