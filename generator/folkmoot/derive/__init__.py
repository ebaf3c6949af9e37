"""What follows from the files and the archive at one moment: no disk, no network, no clock."""
