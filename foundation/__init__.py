"""Technical ground: database, clock, languages, security, scheduler. Knows nothing of houses or sessions."""
