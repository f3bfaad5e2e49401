"""Tests of what watches over cases."""
