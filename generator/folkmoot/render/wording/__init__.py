"""How dates, numbers and the interface are said in each language."""
