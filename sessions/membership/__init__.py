"""The pages of groups: who belongs to one, who waits, and hobbies people join themselves."""
