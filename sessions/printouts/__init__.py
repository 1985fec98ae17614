"""What is printed: day sheets, week posters, sheets for the roll call, and marks typed back from paper."""
