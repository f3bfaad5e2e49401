"""gRPC: the server with its pipeline, the clients, and the table between refusals and statuses."""
