"""Weights from the Hugging Face Hub: only where somebody named a repository, never otherwise."""

from pathlib import Path

from core.sentence import InputError
from core.settings import settings

LONGEST_CARD = 2**20  # bytes
PATIENCE = 10.0  # seconds for an answer of the Hub


def fetch(repository: str, name: str) -> Path:
    """Return the folder with a file of weights and its card, fetched now or before.

    Args:
        repository: As owner/name or owner/name@revision, and public: no credentials are sent.
        name: Of the weights; the files are NAME.safetensors and NAME.json.

    Raises:
        InputError: There is no such repository or file, it is too large, or the Hub cannot be
            reached.
    """
    _download(repository, f"{name}.json", LONGEST_CARD)
    weights = _download(repository, f"{name}.safetensors", settings.hub_megabytes * 2**20)
    return weights.parent


def _download(repository: str, file: str, limit: int) -> Path:
    from huggingface_hub import hf_hub_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    owner_and_name, _, revision = repository.partition("@")
    size = _size(owner_and_name, file, revision or None)
    if size is not None and size > limit:
        raise InputError(
            "{file} of {repository} has {size} MB; at most {limit} are allowed.",
            file=file,
            repository=repository,
            size=-(-size // 2**20),
            limit=limit // 2**20,
        )
    try:
        return Path(
            hf_hub_download(
                owner_and_name,
                file,
                revision=revision or None,
                token=False,
                local_files_only=size is None,
            )
        )
    except LocalEntryNotFoundError:
        raise InputError(
            "The Hub cannot be reached, and {repository} has not been fetched before.",
            repository=repository,
        ) from None


def _size(repository: str, file: str, revision: str | None) -> int | None:
    """Return a file's bytes, or None where the Hub cannot be reached."""
    from huggingface_hub import get_hf_file_metadata, hf_hub_url
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    try:
        url = hf_hub_url(repository, file, revision=revision)
        return get_hf_file_metadata(url, token=False, timeout=PATIENCE).size or 0
    except (HfHubHTTPError, HFValidationError):
        raise InputError(
            "The Hub gives no {file} of {repository}.", file=file, repository=repository
        ) from None
    except Exception:  # of whichever HTTP library this version of huggingface_hub uses
        return None
