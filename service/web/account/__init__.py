"""Pages of accounts: signing in and out, one's own account, the people an administrator looks after."""
