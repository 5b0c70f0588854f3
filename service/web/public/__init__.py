"""What the public sees: apply, save, follow, print. No one signs in here."""
