"""The sweep: marked words in every field, looked for in everything that leaves the house."""
