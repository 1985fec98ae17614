"""The wall board: now and next, for everybody who passes, readable from across the room."""
