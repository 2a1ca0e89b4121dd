"""Opens the snapshots, computes the model and runs one SQL file at a time, for whoever may ask it."""
