"""From what a person typed to a checked and priced plan."""
