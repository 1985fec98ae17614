"""Named sets of people: groups, hobby groups, departments, those who are invited."""
