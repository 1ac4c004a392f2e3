"""The two loops towards MusicAPI: one submits queued jobs, one polls running tasks."""
