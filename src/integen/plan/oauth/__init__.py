"""`oauth.json`: what it takes to connect an account, and which scopes are worth asking for."""
