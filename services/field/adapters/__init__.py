"""Tables, repositories, migrations and clients of field."""
