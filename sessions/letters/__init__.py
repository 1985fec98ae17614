"""Letters that prove attendance to a court or an employer, under the resident's consent, and their verification."""
