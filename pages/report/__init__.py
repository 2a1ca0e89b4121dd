"""The section 汇报: the briefing page and the command line for briefing files."""
