"""What the invented rounds and applications say."""

PURPOSE = (
    "Groups that work together reach people whom none of them reaches alone. The fund pays for a "
    "year of it: new partnerships, ways of working that are new to Luton, services for people whom "
    "unequal health hits hardest, and work in their own neighbourhoods."
)
DECLARATION = (
    "What we say here is true. We do what we say, spend the grant on nothing else, keep children "
    "and adults safe, and tell the council at once when something changes."
)
# (key, section, question)
QUESTIONS = (
    ("partnership", "Together", "What is new about your partnership?"),
    ("innovation", "Together", "What will you do together that none of you could do alone?"),
    ("inclusion", "People", "Whom does it reach who are left out now, and how do you know?"),
    ("place", "People", "In which neighbourhoods, and who there has shaped your plan?"),
)
# (words, theme of Luton 2040)
PRIORITIES = (
    ("Food that everybody can afford", "inclusive-economy"),
    ("Warm and safe homes", "health-and-wellbeing"),
    ("Getting into work and keeping it", "inclusive-economy"),
    ("Children’s first years", "child-friendly-town"),
    ("Good mental health", "health-and-wellbeing"),
    ("Feeling at home and being heard", "empowered-community"),
)
ELIGIBILITY = (
    (
        "Do at least two groups do the work together?",
        "The fund is for partnerships. You can look for another group in the directory.",
        "/organisations/",
    ),
    (
        "Does it reach people in Luton?",
        "The fund is for people who live in Luton. The council’s pages name other funds.",
        "/contact/",
    ),
    (
        "Do three people who aren’t related run the lead group?",
        "Somebody must be able to say no to a spending. Add people to your committee first.",
        "/my/organisations/",
    ),
)
MONITORING = (
    (500_000, 0, "A page at the end: what you did, for whom, and the receipts."),
    (3_000_000, 6, "A page every half year with your figures, and a visit by us half way."),
)
ANCHORS = (
    "Nothing of this in the answer",
    "A little, in general words",
    "Some, with one example",
    "Much, with good examples",
    "Convincing and reflected throughout",
)
ANSWER = (
    "We have met since spring. One of us has the kitchen, the other the van and the languages. We "
    "asked forty neighbours at the school gate, and they said: Tuesdays, and something warm."
)
