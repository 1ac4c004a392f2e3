"""Files and bytes: fetching, recognising and fitting audio and pictures."""
