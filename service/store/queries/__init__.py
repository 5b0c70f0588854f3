"""The read side: one function a page needs, giving frozen rows. Writes nothing."""
