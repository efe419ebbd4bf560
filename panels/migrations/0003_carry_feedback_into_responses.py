"""What was said in feedback becomes responses to the set `session-feedback`, and back again."""

from django.db import migrations

HEARD = {5: "very-well", 4: "well", 3: "partly", 2: "not-much", 1: "not-at-all"}
LABELS = {
    "very-well": ("Very well", "بہت اچھی طرح"),
    "well": ("Well", "اچھی طرح"),
    "partly": ("Partly", "کچھ حد تک"),
    "not-much": ("Not much", "زیادہ نہیں"),
    "not-at-all": ("Not at all", "بالکل نہیں"),
}
QUOTE = (
    "You may quote what I wrote, without my name",
    "آپ میرے الفاظ میرے نام کے بغیر دوسروں کو بتا سکتے ہیں",
)
QUESTIONS = (
    ("heard", "one", True, ("How well were you heard?", "آپ کی بات کتنی اچھی طرح سنی گئی؟")),
    ("next-step", "long-text", False, ("What should happen next?", "اب آگے کیا ہونا چاہیے؟")),
    (
        "may-quote",
        "many",
        False,
        ("May we quote you?", "کیا ہم آپ کے الفاظ دوسروں کو بتا سکتے ہیں؟"),
    ),
)


def _words(name, pair):
    english, urdu = pair
    return {name: english, f"{name}_en": english, f"{name}_ur": urdu}


def _version(apps, at, database):
    """The version that the answers are to: of the set there is, or of one that asks the same."""
    model = {
        name: apps.get_model("questionnaires", name).objects.using(database)
        for name in ("QuestionSet", "SetVersion", "Section", "Question", "Choice")
    }
    found = model["SetVersion"].filter(question_set__key="session-feedback", number=1).first()
    if found:
        return found
    whole = model["QuestionSet"].create(
        key="session-feedback",
        purpose="feedback",
        **_words("title", ("Feedback after a session", "نشست کے بعد آپ کی رائے")),
    )
    version = model["SetVersion"].create(
        question_set=whole, number=1, state="published", published_at=at
    )
    section = model["Section"].create(
        version=version,
        key="feedback",
        order=1,
        is_one_page=True,
        **_words("title", ("How was it?", "نشست کیسی رہی؟")),
    )
    for order, (key, kind, is_required, label) in enumerate(QUESTIONS, start=1):
        question = model["Question"].create(
            version=version,
            section=section,
            key=key,
            kind=kind,
            is_required=is_required,
            order=order,
            max_characters=2000 if key == "next-step" else None,
            **_words("label", label),
        )
        choices = {"heard": LABELS, "may-quote": {"yes": QUOTE}}.get(key, {})
        for place, (value, words) in enumerate(choices.items(), start=1):
            model["Choice"].create(
                question=question, value=value, order=place, **_words("label", words)
            )
    return version


def forward(apps, schema_editor):
    database = schema_editor.connection.alias

    def rows(app, model):
        return apps.get_model(app, model).objects.using(database)

    feedback = rows("panels", "SessionFeedback")
    for row in feedback.filter(response=None).select_related("registration__person"):
        version = _version(apps, row.at, database)
        questions = {question.key: question for question in version.questions.all()}
        said = {"heard": HEARD[row.heard]}
        said |= {"next-step": row.next_step} if row.next_step else {}
        said |= {"may-quote": ["yes"]} if row.may_quote else {}
        response = rows("questionnaires", "Response").create(
            version=version,
            state="submitted",
            language=row.registration.person.language,
            started_at=row.at,
            saved_at=row.at,
            submitted_at=row.at,
        )
        for key, value in said.items():
            rows("questionnaires", "Answer").create(
                response=response, question=questions[key], value=value
            )
        rows("questionnaires", "Submission").create(
            response=response, number=1, value=said, at=row.at
        )
        feedback.filter(pk=row.pk).update(response=response)


def backward(apps, schema_editor):
    feedback = apps.get_model("panels", "SessionFeedback").objects.using(
        schema_editor.connection.alias
    )
    levels = {value: number for number, value in HEARD.items()}
    for row in feedback.exclude(response=None).select_related("response"):
        said = {a.question.key: a.value for a in row.response.answers.select_related("question")}
        if said.get("heard") not in levels:
            raise RuntimeError(f"Feedback {row.pk} answers questions that the old form hadn't.")
        feedback.filter(pk=row.pk).update(
            heard=levels[said["heard"]],
            next_step=said.get("next-step", ""),
            may_quote=bool(said.get("may-quote")),
            response=None,
        )
        row.response.delete()


class Migration(migrations.Migration):
    dependencies = [("panels", "0002_feedback_may_name_a_response")]

    operations = [migrations.RunPython(forward, backward)]
