"""Release what students get, and see to it that no answer goes with it."""
