"""Settings, addresses, the database backend, the admin base, paging, health: nothing about articles or claims."""
