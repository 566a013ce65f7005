"""PostgreSQL as ever, on a server that this process attaches to when it first connects."""

from collections.abc import Iterable
from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base, client

from league.local.postgres import Cluster

cluster = Cluster(settings.VAR_DIR / "postgres")


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell` with the psql that came with the server."""

    def runshell(self, parameters: Iterable[str]) -> None:
        cluster.attach()
        self.executable_name = str(cluster.place.binaries / "psql")
        self.connection.settings_dict |= {"HOST": str(cluster.socket_dir), "USER": "league"}
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    """Attaches before it connects; a server that was killed meanwhile is started again."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        return super().get_connection_params() | {"host": str(cluster.socket_dir), "user": "league"}

    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection[Any]:
        cluster.attach()
        return super().get_new_connection(conn_params)
