"""The content of the management pages: sheets, findings, differences, snapshots, data quality."""
