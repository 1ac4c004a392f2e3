"""What whoever runs the bot can watch: figures for Prometheus, whether it is alive and ready, traces of jobs."""
