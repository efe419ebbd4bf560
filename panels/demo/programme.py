"""The words of the demo programme: invented questions on the council's own themes.

Urdu titles are drafts that wait for a native reader.
"""

# slug: (English, Urdu)
PROVISIONS = {
    "bsl-interpreter": ("British Sign Language interpreter", "برطانوی اشاروں کی زبان کا ترجمان"),
    "urdu-interpreter": ("Urdu interpreter", "اردو ترجمان"),
    "large-print": ("Large print papers", "بڑے حروف میں کاغذات"),
    "quiet-room": ("Quiet room", "پرسکون کمرہ"),
    "childcare": ("Childcare on site", "بچوں کی دیکھ بھال"),
    "travel-costs": ("Travel costs paid", "سفر کا خرچ ملے گا"),
}

# theme, slug, title, Urdu title, two questions (English, Urdu), what came of the first of them.
TOPICS = (
    (
        "inclusive-economy",
        "getting-into-work",
        "Getting into work",
        "روزگار حاصل کرنا",
        (
            ("What stands between you and a good job?", "اچھی نوکری میں کیا رکاوٹ ہے؟"),
            ("Who should local firms be hiring?", "مقامی کمپنیاں کسے ملازمت دیں؟"),
        ),
        "People asked for help with interviews in the evening. A weekly evening drop-in starts.",
    ),
    (
        "inclusive-economy",
        "cost-of-living",
        "The cost of living",
        "رہن سہن کے اخراجات",
        (
            ("Making the money last the month", "مہینے بھر پیسے کیسے چلیں؟"),
            ("Where do you turn when bills pile up?", "بل بڑھ جائیں تو کہاں جائیں؟"),
        ),
        "Letters about arrears are being rewritten in plain words with people who came.",
    ),
    (
        "child-friendly-town",
        "play-and-parks",
        "Play and parks",
        "کھیل اور پارک",
        (
            ("Where do children play near you?", "آپ کے قریب بچے کہاں کھیلتے ہیں؟"),
            ("Parks that teenagers want to be in", "نوجوانوں کے لیے پارک"),
        ),
        "Two play areas that people named will be repaired first.",
    ),
    (
        "child-friendly-town",
        "growing-up-here",
        "Growing up here",
        "یہاں پروان چڑھنا",
        (
            ("What would have helped you at sixteen?", "سولہ سال کی عمر میں کیا مدد کرتا؟"),
            ("Feeling safe on the way to school", "سکول کے راستے میں تحفظ"),
        ),
        "A walking route to school was changed after people walked it together.",
    ),
    (
        "health-and-wellbeing",
        "seeing-a-doctor",
        "Seeing a doctor",
        "ڈاکٹر سے ملنا",
        (
            ("How hard is it to be seen?", "ڈاکٹر سے ملنا کتنا مشکل ہے؟"),
            ("Being understood in your own language", "اپنی زبان میں سمجھا جانا"),
        ),
        "Reception staff and people who came are writing a guide to getting an interpreter.",
    ),
    (
        "health-and-wellbeing",
        "lonely-in-a-crowd",
        "Lonely in a crowd",
        "بھیڑ میں تنہا",
        (
            ("Who do you talk to in a week?", "آپ ہفتے میں کس سے بات کرتے ہیں؟"),
            ("Places to be that cost nothing", "بیٹھنے کی مفت جگہیں"),
        ),
        "The list of free places that people made together is on the wall of each centre.",
    ),
    (
        "climate-emergency",
        "clean-air",
        "Clean air",
        "صاف ہوا",
        (
            ("Breathing on your street", "آپ کی گلی کی ہوا"),
            ("Getting about without a car", "گاڑی کے بغیر آنا جانا"),
        ),
        "Air is being measured at the four junctions that people chose.",
    ),
    (
        "climate-emergency",
        "warm-homes",
        "Warm homes",
        "گرم گھر",
        (
            ("Is your home warm enough?", "کیا آپ کا گھر کافی گرم ہے؟"),
            ("Less waste, less rubbish", "کم ضیاع، کم کوڑا"),
        ),
        "Visits that check for draughts now start in the streets that people named.",
    ),
    (
        "empowered-community",
        "being-heard",
        "Being heard",
        "آواز سنی جانا",
        (
            ("When did somebody last listen to you?", "آخری بار آپ کی بات کس نے سنی؟"),
            ("Deciding together how money is spent", "پیسے کے خرچ کا مل کر فیصلہ"),
        ),
        "Every report of a session now says who answers for each promise in it.",
    ),
    (
        "empowered-community",
        "getting-on-together",
        "Getting on together",
        "مل جل کر رہنا",
        (
            ("Neighbours who have never met", "ہمسائے جو کبھی ملے نہیں"),
            ("Pride in where we live", "اپنے علاقے پر فخر"),
        ),
        "Three streets held a shared meal, and eleven more asked how to.",
    ),
)

EXPECT = (
    "You sit with about eight people and somebody who keeps the talk fair. Nobody has to speak. "
    "What is said is written down without names. Tea, coffee and water are free."
)
EXPECT_UR = (
    "آپ تقریباً آٹھ لوگوں کے ساتھ بیٹھیں گے۔ بولنا ضروری نہیں۔ "
    "جو کہا جائے گا نام کے بغیر لکھا جائے گا۔"
)
SUMMARY = "Tell the people who decide how it is for you, and what should change."
SUMMARY_UR = "فیصلہ کرنے والوں کو بتائیں کہ آپ کے لیے کیا مسئلہ ہے اور کیا بدلنا چاہیے۔"
AUDIENCE = "Anyone who lives or works in Luton"
AUDIENCE_UR = "ہر وہ شخص جو لوٹن میں رہتا یا کام کرتا ہے"
