"""What the pages of the section manage draw: sheets, findings, differences, snapshots, the quality of the data."""
