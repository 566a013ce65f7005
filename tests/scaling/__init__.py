"""The site on more than one server: a primary with a replica, a shared cache, two web processes."""
