"""The demonstration: two invented houses, made by the same verbs as real use."""
