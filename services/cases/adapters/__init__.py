"""Tables, projections and files behind the case loop."""
