"""Buttons and menus that work for years, and the private answers to those who use them."""
