"""Pages of questions: surveys that anybody finds, and a person's own answers about equality."""
