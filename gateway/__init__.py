"""The one door for browsers and REST clients."""
