"""The parts that messages are made of: cards, buttons, forms and sentences."""
