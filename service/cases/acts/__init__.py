"""What people may do to a case at any time, besides its tasks: note, withdraw, extend, ask one more agency."""
