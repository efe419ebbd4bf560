"""Loading the themes of Luton 2040."""

from programme.models import Theme

# In the council's own words. The Urdu titles are drafts that wait for a native reader.
THEMES = (
    ("inclusive-economy", "An inclusive economy for all", "سب کے لیے شمولیتی معیشت"),
    ("child-friendly-town", "A child friendly town", "بچوں کے لیے سازگار شہر"),
    (
        "health-and-wellbeing",
        "Improving health and wellbeing across our community",
        "پوری کمیونٹی کی صحت اور فلاح میں بہتری",
    ),
    ("climate-emergency", "Tackling the climate emergency", "موسمیاتی ہنگامی صورتحال کا مقابلہ"),
    (
        "empowered-community",
        "A strong empowered community supporting fairness, equality and local pride "
        "and speaking with a powerful voice",
        "ایک مضبوط اور بااختیار کمیونٹی جو انصاف، برابری اور شہر پر فخر کا ساتھ دے "
        "اور پُراثر آواز میں بولے",
    ),
)


def load_themes() -> int:
    """Write the themes that are not there yet; returns how many there are in all.

    Safe to repeat: what officers have changed since stays as it is.
    """
    for order, (slug, english, urdu) in enumerate(THEMES, start=1):
        Theme.objects.get_or_create(
            slug=slug, defaults={"title_en": english, "title_ur": urdu, "order": order}
        )
    return Theme.objects.count()
