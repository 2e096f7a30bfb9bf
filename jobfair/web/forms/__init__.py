"""Fields, widgets and the renderer of every form of the pages."""
