"""What buttons, menus and forms below messages do."""
