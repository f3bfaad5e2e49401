"""Reports are asked for, filled from the register, completed, checked and handed out (一表通)."""
