"""What people do to cases, one small class for each deed."""
