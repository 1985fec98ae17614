"""Stays, their stage spells and leaves, all dated."""
