"""What an area prepares for tension and incidents: contacts, responses, set-up, annual plan, quarterly report."""
