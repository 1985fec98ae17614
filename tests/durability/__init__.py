"""What breaks on a house's computer: power, disk, locks."""
