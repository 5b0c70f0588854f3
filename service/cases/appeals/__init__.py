"""Appeals to the Police and Crime Commissioner's office: how one comes in and what its tasks write down."""
