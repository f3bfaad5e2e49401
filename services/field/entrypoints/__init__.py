"""What calls field: gRPC, events, time."""
