"""Weekly reports and the meetings over them."""
