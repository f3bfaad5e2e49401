"""What is needed, what is offered."""
