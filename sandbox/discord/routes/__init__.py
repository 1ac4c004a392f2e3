"""The routes of Discord's REST API, one group a module; each ends in its table `ROUTES`."""
