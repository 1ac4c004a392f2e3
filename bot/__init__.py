"""What the bot does: jobs, money, cadence and the vendor's client; knows no widgets and no SQL."""
