"""The technical chassis every service stands on; it knows no subject."""
