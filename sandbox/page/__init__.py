"""The sandbox in a browser: the page's server, which lets a person see, press and trouble the simulated world."""
