"""People for tests."""

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from people.models import User

PASSWORD = "a-long-test-password"


class ResidentFactory(factory.django.DjangoModelFactory):
    """A resident who has shown that the address is theirs."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"resident{n}@demo.example")
    name = factory.Sequence(lambda n: f"Demo Resident {n}")
    password = factory.LazyFunction(lambda: make_password(None))

    @factory.post_generation
    def verified(self, create, extracted, **kwargs):
        EmailAddress.objects.create(
            user=self, email=self.email, primary=True, verified=extracted is not False
        )


class OfficerFactory(ResidentFactory):
    """A member of staff who signs in with PASSWORD; give it a role or a second factor yourself."""

    email = factory.Sequence(lambda n: f"officer{n}@demo.example")
    name = factory.Sequence(lambda n: f"Demo Officer {n}")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))
    is_staff = True
