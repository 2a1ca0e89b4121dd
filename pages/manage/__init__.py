"""The pages of the section 管理: intake, snapshots, quality, audit log."""
