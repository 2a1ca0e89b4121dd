"""The evidence link: which data and rules a page was seen with, found again and compared with today's."""
