"""Worksites, safety commitments of worksites and employers, and the stations for incoming residents."""
