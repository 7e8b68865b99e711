"""Fits the weights of confidence on the recorded days: ``make fit``."""
