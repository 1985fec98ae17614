"""Tests of the technical ground."""
