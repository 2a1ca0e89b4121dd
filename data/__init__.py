"""What is known, and how it gets in: schemas, registries, snapshots, intake, sample."""
