"""What every API endpoint shares."""

from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    """Numbered pages; `page_size` up to 100."""

    page_size_query_param = "page_size"
    max_page_size = 100
