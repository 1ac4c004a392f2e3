"""The panel of `/settings`: its sections, how each stands in words, and the form that changes it."""
