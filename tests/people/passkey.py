"""A passkey made of software, for signing in without a browser."""

import json
from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.utils.http import int_to_base36
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

HOST = "testserver"
FLAG = AuthenticatorData.FLAG


class Passkey:
    """One key of one person at one site."""

    def __init__(self, person):
        self.person = person
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = sha256(str(person.pk).encode()).digest()

    def add(self) -> Authenticator:
        """Keep the key with the account, as the page for adding one does."""
        public = ES256.from_cryptography_key(self.key.public_key())
        made = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        data = self._data(FLAG.UP | FLAG.UV | FLAG.AT, made)
        credential = self._credential(
            self._client_data("webauthn.create", "AAAA"),
            attestationObject=AttestationObject.create("none", data, {}),
        )
        return WebAuthn.add(self.person, "Demo key", credential).instance

    def answer(self, challenge: str, *, asked_who: bool = True) -> str:
        """What a browser sends; `asked_who` is whether the device asked for a PIN or a finger."""
        client_data = self._client_data("webauthn.get", challenge)
        data = self._data(FLAG.UP | FLAG.UV if asked_who else FLAG.UP)
        signature = self.key.sign(data + client_data.hash, ec.ECDSA(SHA256()))
        return json.dumps(
            self._credential(
                client_data,
                authenticatorData=data,
                signature=signature,
                userHandle=int_to_base36(self.person.pk).encode(),
            )
        )

    def _data(self, flags, made=b""):
        return AuthenticatorData.create(sha256(HOST.encode()).digest(), flags, 0, made)

    def _client_data(self, type_, challenge):
        return CollectedClientData.create(type_, challenge, f"https://{HOST}")

    def _credential(self, client_data, **response):
        response = {"clientDataJSON": client_data} | response
        return {
            "id": websafe_encode(self.id),
            "rawId": websafe_encode(self.id),
            "type": "public-key",
            "response": {name: websafe_encode(value) for name, value in response.items()},
            "clientExtensionResults": {},
        }
