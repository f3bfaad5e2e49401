"""Generated contracts; see protos/."""
