"""Where calls, commands and timers enter the directory."""
