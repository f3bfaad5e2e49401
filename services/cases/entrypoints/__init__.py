"""Where calls, events and timers enter."""
