"""The pages of series: begun, looked at, changed, ended, taken back."""
