"""What is wrong in a hub's files, in the forms that programs take it: GitHub's annotations and summary, JSON."""
