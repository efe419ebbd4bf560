"""Addresses of the feed, below /open-data/oruk/; none ends in a stroke, as in the standard."""

from django.urls import path

from oruk.views import public

app_name = "oruk"

urlpatterns = [
    path("", public.home, name="home"),
    path("services", public.service_list, name="services"),
    path("services/<uuid:uuid>", public.service_page, name="service"),
    path("service_at_locations", public.at_location_list, name="at_locations"),
    path("service_at_locations/<uuid:uuid>", public.at_location_page, name="at_location"),
    path("taxonomies", public.taxonomy_list, name="taxonomies"),
    path("taxonomies/<uuid:uuid>", public.taxonomy_page, name="taxonomy"),
    path("taxonomy_terms", public.term_list, name="terms"),
    path("taxonomy_terms/<uuid:uuid>", public.term_page, name="term"),
]
