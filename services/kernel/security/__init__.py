"""Keys, sealed fields, masks, passwords, second factors and tokens."""
