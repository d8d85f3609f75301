"""Pure functions from tidy tables to tidy tables, one concept a file, named by the field's terms."""
