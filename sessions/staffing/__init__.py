"""The pages of the staff: hours, absences, who stands in, and what is led by nobody."""
