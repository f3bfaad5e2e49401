"""The directory: territories, organisations, posts, accounts, roles, reference data."""
