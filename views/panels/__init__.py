"""What one page draws, named as the page."""
