"""What the console pages of services are made of: blueprints, forms of contracts, texts in two languages."""
