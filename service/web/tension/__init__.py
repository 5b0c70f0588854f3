"""The pages of community tension: the board, one situation, and what an area prepares."""
