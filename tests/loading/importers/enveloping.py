"""Envelopes made for tests: archives, and documents signed by nobody."""

import base64
import io
import zipfile


def zipped(**files: bytes) -> bytes:
    """Return an archive; two underscores stand for a point in names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            part = zipfile.ZipInfo(name.replace("__", "."), (2022, 1, 1, 0, 0, 0))  # the same bytes in every run
            archive.writestr(part, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def signed(data: bytes, *, letters: bool = False, detached: bool = False) -> bytes:
    """Return a CAdES envelope without signers; ``letters``: in base 64; ``detached``: without the document."""
    from asn1crypto import cms

    content = {"content_type": "data"} if detached else {"content_type": "data", "content": data}
    inner = {"version": "v1", "digest_algorithms": [], "encap_content_info": content, "signer_infos": []}
    made: bytes = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(inner)}).dump()
    return base64.encodebytes(made) if letters else made
