"""What is said to people: a sentence with gaps, so that a catalogue can translate it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sentence:
    """An English template and the values for its gaps; str() fills them in."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the English sentence."""
        return self.template.format(**self.values) if self.values else self.template


class InputError(ValueError):
    """Input that cannot be used, said in one sentence: what is wrong and what is allowed."""

    def __init__(self, template: str, **values: object) -> None:
        """Keep the template beside its values; the message is the English sentence."""
        self.sentence = Sentence(template, values)
        super().__init__(str(self.sentence))

    def __reduce__(self) -> tuple[object, ...]:
        """Travel between processes whole: pickle knows positional arguments only."""
        return _input_error, (self.sentence,)


def _input_error(sentence: Sentence) -> InputError:
    return InputError(sentence.template, **sentence.values)
