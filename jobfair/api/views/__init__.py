"""The endpoints: each finds its thing, asks who may see it, and calls the service of the pages."""
