"""What residents received: minutes a week from marks, against the rule of their stage, and what would fill it."""
