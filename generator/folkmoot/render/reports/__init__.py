"""What maintainers are told: what is proposed to them, and the letters that they may send."""
