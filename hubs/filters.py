"""What lists of the officers' pages are cut by."""

from django.contrib import admin


class HubFilter(admin.RelatedOnlyFieldListFilter):
    """By hub. A hub is called as its venue is, which is read with it."""

    def field_choices(self, field, request, model_admin):
        """(key, name) of the hubs of the list."""
        hubs = field.related_model.objects.filter(
            pk__in=model_admin.get_queryset(request).values(self.field_path)
        )
        return [(hub.pk, str(hub)) for hub in hubs.select_related("venue")]
