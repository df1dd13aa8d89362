"""Settings, addresses, database backend, admin base, paging, health: nothing about articles or claims."""
