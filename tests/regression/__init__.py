"""A small part of two recorded days, replayed by every test run against the floor that a known state has set."""
