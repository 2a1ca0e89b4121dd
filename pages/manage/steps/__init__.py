"""The steps of intake: sheets, findings, names, differences, publishing."""
