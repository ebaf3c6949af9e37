"""The letter of a month: a page that people change before it is sent, and the mail that is made of it."""
