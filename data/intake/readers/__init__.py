"""Turn the rows of tables into rows of a snapshot: one folder for each kind of sheet."""
