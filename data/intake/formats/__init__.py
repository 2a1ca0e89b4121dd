"""From the bytes of a file to its sheets, whatever program wrote it, within bounds."""
