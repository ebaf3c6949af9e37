"""Reading GitHub: what is said and done in repositories, by its GraphQL interface, as cheaply as that can be asked."""
