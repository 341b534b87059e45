"""Builds, serves and publishes the site."""
