"""What calls population: gRPC, events, time."""
