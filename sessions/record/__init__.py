"""What is recorded: about oneself, who has seen it, and the house's chain for its manager."""
