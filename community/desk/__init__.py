"""The desk: where a manager brings people in and looks after their cards."""
