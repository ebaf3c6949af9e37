"""What a proposal comes to, in the forms that people and programs take it."""
