"""Tables, repositories, migrations and clients of population."""
