"""What tests and demonstrations need: private servers and stand-ins for time and chance."""
