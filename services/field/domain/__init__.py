"""Entities, rules and refusals of field; no input or output."""
