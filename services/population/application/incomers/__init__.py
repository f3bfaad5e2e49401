"""Incoming residents: their cards and the dwellings they rent."""
