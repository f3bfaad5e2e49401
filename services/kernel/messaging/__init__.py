"""Outbox, relay, inbox, parking, buses, schedules."""
