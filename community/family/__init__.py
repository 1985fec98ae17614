"""Ties between residents and their relatives, all dated."""
