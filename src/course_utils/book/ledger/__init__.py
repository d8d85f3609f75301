"""The ledger of claims: everything that the course holds on each claim, gathered from labs, readings, exercises and quiz."""
