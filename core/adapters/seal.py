"""The institution's electronic seal on PDF files (PAdES baseline B-B, ETSI EN 319 142-1), and checking one.

Only here is pyHanko imported, when a seal is used: it is an extra (`seal`). What a seal is worth in law depends on who
issued the certificate; a qualified one comes from an accredited provider.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neni.core.errors import BadConfiguration, BadUpload
from neni.core.model.paper.printing import SealCheck
from neni.core.model.problems import Problem
from neni.core.model.text import Text

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

_FIELD = "Neni"


class NoSeal:
    """The institution has not given Neni a certificate."""

    name = ""

    def sealed(self, pdf: bytes, reason: str) -> bytes:  # noqa: ARG002 - see ports.Seal
        """The file as it is."""
        return pdf

    def check(self, pdf: bytes) -> tuple[SealCheck, ...]:
        """Every seal on a file. Raises BadUpload, BadConfiguration."""
        return tuple(_checks(pdf, []))


class CertificateSeal:
    """Seals with the key and certificate of a PKCS #12 file (`.p12`, `.pfx`)."""

    def __init__(self, file: Path, password: str) -> None:
        """Raises BadConfiguration when the file cannot be used."""
        self._signer = _signer(file, password)
        self.name = str(self._signer.subject_name)

    def sealed(self, pdf: bytes, reason: str) -> bytes:
        """The file with the seal on it; changed afterwards by a single byte, the seal is broken."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415 - an extra
        from pyhanko.sign import fields, signers  # noqa: PLC0415

        told = signers.PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm="sha256",
            reason=reason,
            subfilter=fields.SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        )
        target = io.BytesIO()
        signers.PdfSigner(told, self._signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=target)
        return target.getvalue()

    def check(self, pdf: bytes) -> tuple[SealCheck, ...]:
        """Every seal on a file; our own certificate counts as trusted. Raises BadUpload."""
        return tuple(_checks(pdf, [self._signer.signing_cert, *self._signer.cert_registry]))


_USES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
    *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)
"""What a key may be used for, as X.509 names it."""


def test_certificate(file: Path, password: str, name: str, now: datetime) -> None:
    """Write a certificate nobody vouches for, to try sealing with. It is good for a year from `now`.

    Raises BadConfiguration where the extra is not installed.
    """
    try:
        from cryptography import x509  # noqa: PLC0415 - comes with the extra
    except ImportError as error:
        raise BadConfiguration(_NOT_INSTALLED) from error
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415
    from cryptography.hazmat.primitives.serialization import pkcs12  # noqa: PLC0415

    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(**dict.fromkeys(_USES, False) | {"digital_signature": True, "content_commitment": True})
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now.astimezone(UTC) - timedelta(minutes=5))
        .not_valid_after(now.astimezone(UTC) + timedelta(days=365))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    locked = serialization.BestAvailableEncryption(password.encode())
    file.write_bytes(pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, locked))


def _signer(file: Path, password: str) -> SimpleSigner:
    try:
        from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415 - an extra, which may not be installed
    except ImportError as error:
        raise BadConfiguration(_NOT_INSTALLED) from error
    if not file.is_file():
        raise BadConfiguration(_unusable(file))
    signer: SimpleSigner | None = SimpleSigner.load_pkcs12(file, passphrase=password.encode())  # type: ignore[no-untyped-call]
    if signer is None or signer.signing_cert is None:
        raise BadConfiguration(_unusable(file))
    return signer


def _checks(pdf: bytes, trusted: list[Any]) -> Iterator[SealCheck]:
    try:
        from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - an extra
        from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    except ImportError as error:
        raise BadConfiguration(_NOT_INSTALLED) from error
    try:
        found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    except (PdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadUpload(_NO_PDF, [Problem("no_pdf", _NO_PDF)]) from error
    yield from (_check(one, trusted) for one in found)


def _check(signature: Any, trusted: list[Any]) -> SealCheck:
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415 - an extra
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # an unknown certificate is an answer, not an accident
    told = validate_pdf_signature(signature, ValidationContext(trust_roots=trusted, allow_fetching=False))
    whole = told.coverage is SignatureCoverageLevel.ENTIRE_FILE
    intact = bool(told.intact and told.valid and whole)
    return SealCheck(str(told.signing_cert.subject.human_friendly), told.signer_reported_dt, intact, bool(told.trusted))


def _unusable(file: Path) -> Text:
    return Text(
        sq=f"Vula {file} nuk hapet: kontrolloni që është skedar PKCS #12 (.p12) dhe fjalëkalimin NENI_SEAL_PASSWORD.",
        sr=f"Pečat {file} se ne otvara: proverite da je to PKCS #12 datoteka (.p12) i lozinku NENI_SEAL_PASSWORD.",
        en=f"The seal {file} cannot be opened: check that it is a PKCS #12 file (.p12), and NENI_SEAL_PASSWORD.",
    )


_NOT_INSTALLED = Text(
    sq="Për vulën elektronike duhet pyHanko: pip install 'neni[seal]'.",
    sr="Za elektronski pečat potreban je pyHanko: pip install 'neni[seal]'.",
    en="The electronic seal needs pyHanko: pip install 'neni[seal]'.",
)
_NO_PDF = Text(
    sq="Ky nuk është skedar PDF që mund të lexohet.",
    sr="Ovo nije čitljiva PDF datoteka.",
    en="This is no readable PDF file.",
)
