"""A person is forgotten, wherever something names them; what happened stays."""
