"""Opens the snapshots, computes the model, and runs one SQL file at a time after checking the user's rights."""
