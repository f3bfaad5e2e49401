"""The services of Wangge; each folder with a service.toml is one of them."""
