"""Tests of houses."""
