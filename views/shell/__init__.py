"""The parts that every page has: layout, menu, breadcrumbs, search, sign-in, choices in the URL, evidence bar."""
