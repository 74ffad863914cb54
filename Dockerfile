# The image of web, worker and beat: the requirements of production only, no compiler, no root.
FROM python:3.11-slim-bookworm AS construction
RUN python -m venv /opt/venv
COPY requirements/base.txt /tmp/exigences.txt
RUN /opt/venv/bin/pip install --disable-pip-version-check --no-cache-dir --require-hashes -r /tmp/exigences.txt

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin ssam
COPY --from=construction /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=servicesocial.settings.production \
    SSAM_VAR=/var/lib/ssam \
    XDG_CACHE_HOME=/tmp
WORKDIR /app
COPY manage.py ./
COPY scripts/sonde.py scripts/
COPY servicesocial servicesocial
COPY partners partners
COPY cases cases
COPY reporting reporting
COPY templates templates
COPY static static
# Values of this one command, needed to load the settings; they do not stay in the image.
RUN DATABASE_URL=postgresql://ssam_app@localhost/ssam REDIS_URL=redis://localhost \
    SSAM_CLE_SECRETE=construction SSAM_HOTES=localhost SSAM_SMTP_HOTE=localhost SSAM_EXPEDITEUR=a@localhost \
    SSAM_CLE_NIR=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \
    SSAM_CLE_INDEX_NIR=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \
    python manage.py collectstatic --noinput --verbosity 0
USER 10001
EXPOSE 8000
CMD ["gunicorn", "servicesocial.wsgi", "--no-control-socket", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-", "--logger-class", "servicesocial.journalisation.acces.JournalAcces"]
