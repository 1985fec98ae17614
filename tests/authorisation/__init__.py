"""Who may do what: every route, every method, every kind of person, against tables written by hand."""
