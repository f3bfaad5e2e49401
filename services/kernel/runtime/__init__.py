"""Manifests, discovery, processes, command line."""
