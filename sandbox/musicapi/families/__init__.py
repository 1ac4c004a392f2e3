"""The vendor's families: each holds its operations, how long its songs take, and how it tells of its clips."""
