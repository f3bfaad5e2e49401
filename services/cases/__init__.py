"""Cases: what is reported becomes a case and goes round the seven-step loop until it is proved done."""
