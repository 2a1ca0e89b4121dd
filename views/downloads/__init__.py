"""Files that leave: written when they are asked for, for the user who asked, and logged."""
