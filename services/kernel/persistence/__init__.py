"""Databases, transactions, migrations, paging."""
