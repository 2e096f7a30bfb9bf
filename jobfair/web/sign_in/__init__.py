"""Signing in: the project's forms, words and pages over django-allauth."""
