"""What every page has: layout, menu, breadcrumbs, search, sign-in, the choices in the URL, the evidence bar."""
