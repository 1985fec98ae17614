"""What happens in the house, when, and who came; an HTTP session is not meant."""
