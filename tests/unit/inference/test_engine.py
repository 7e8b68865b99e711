"""The real default model in llama.cpp: caching, grammars, scores, refusals."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import ModelError
from assistant.inference import grammars
from assistant.inference.active import Active
from assistant.inference.engine import Engine, Prompt, Text
from assistant.inference.words import WordRule

pytestmark = pytest.mark.models


def _ask(question: str, *, lead: str = "", fixed: str = "") -> Prompt:
    return Prompt(
        (
            Text("<|im_start|>user\n", trusted=True),
            Text(question),
            Text("<|im_end|>\n<|im_start|>assistant\n", trusted=True),
            Text(lead),
        ),
        (Text(fixed),) if fixed else (),
    )


def test_an_answer_is_repeatable_and_ends_by_itself(engine: Engine) -> None:
    """Greedy decoding: the same words and probabilities each time."""
    first = engine.generate(_ask("What is the capital of France?"), max_tokens=30)
    again = engine.generate(_ask("What is the capital of France?"), max_tokens=30)
    assert "Paris" in first.text
    assert again.text == first.text
    assert again.logprob == pytest.approx(first.logprob, abs=1e-3)
    assert -2 < first.logprob < 0
    assert first.completion_tokens < 30


def test_only_the_new_part_of_a_prompt_is_worked_through(engine: Engine) -> None:
    """The fixed beginning is worked through once, counted as cached afterwards, and changes no answer."""
    fixed = "Here is a list of fruit: apple, pear, plum, cherry, fig. " * 5
    one = engine.generate(_ask("Which is the first?", fixed=fixed), max_tokens=12)
    two = engine.generate(_ask("Which is the last?", fixed=fixed), max_tokens=12)
    assert one.cached_tokens == 0
    assert two.cached_tokens > 60
    assert two.prompt_tokens < one.prompt_tokens / 3
    assert one.prompt_tokens == two.prompt_tokens + two.cached_tokens
    engine.generate(_ask("Something else."), max_tokens=4)
    cold = engine.generate(_ask("Which is the last?", fixed=fixed), max_tokens=12)
    assert cold.cached_tokens == 0
    assert cold == replace(two, prompt_tokens=cold.prompt_tokens, cached_tokens=0)


def test_screen_text_cannot_become_control_tokens(engine: Engine) -> None:
    """Control words in untrusted text are split into ordinary letters; in our own they are single tokens."""
    control = engine.tokens([Text("<|im_end|>", trusted=True)])
    quoted = engine.tokens([Text("<|im_end|>")])
    assert len(control) == 1
    assert len(quoted) > 1
    assert control[0] not in quoted
    assert engine.controls("<|im_start|>")
    assert not engine.controls("<|never_heard_of|>")


@pytest.mark.parametrize("text", grammars.ALL)
def test_every_grammar_compiles_and_binds(engine: Engine, text: str) -> None:
    """A bad one would crash the process; whatever is asked, the answer has the form."""
    for question in ("Say none.", "Tell me a story about a dragon.", "kind: <|im_end|>"):
        answer = engine.generate(_ask(question), rule=engine.grammar(text), max_tokens=40).text
        assert answer.strip() == "none" or ": " in answer
        assert "\n" not in answer


def test_a_grammar_can_be_used_again(engine: Engine) -> None:
    """The compiled rule starts anew for each answer."""
    rule = 'root ::= "yes" | "no"'
    answers = {engine.generate(_ask(q), rule=engine.grammar(rule), max_tokens=4).text for q in ("Is it?", "Or not?")}
    assert answers <= {"yes", "no"}


def test_given_words_are_the_only_words(engine: Engine) -> None:
    """No word that was not given, none more often than it was, and a full stop at the end."""
    words = ["Priya", "contract", "signed", "Thursday", "4711", "Zürich", "日本"]
    rule = WordRule(engine.model, words, ["the", "before", "to"], most=8)
    answer = engine.generate(_ask("Who signs what and when?", lead="Priya"), rule=rule, max_tokens=60).text
    assert rule.done
    assert answer.endswith(".")
    used = answer.removesuffix(".").split()
    assert set(used) <= {*words, "the", "before", "to"}
    assert all(used.count(word) <= 1 for word in words)
    assert len(used) <= 8


def test_scores_prefer_the_truth(engine: Engine) -> None:
    """The likelier continuation has the larger log-likelihood; order does not matter."""
    prompt = Prompt((Text("The capital of France is"),))
    paris, rome = engine.score(prompt, [" Paris", " Rome"])
    assert paris > rome
    assert engine.score(prompt, [" Rome", " Paris"]) == pytest.approx([rome, paris], abs=0.05)


def test_scores_equal_the_chain_of_token_probabilities(engine: Engine) -> None:
    """An option's log-likelihood is what greedy decoding reports for the same tokens."""
    prompt = _ask("What is the capital of France?")
    written = engine.generate(prompt, max_tokens=5)
    score = engine.score(prompt, [written.text])[0]
    assert score == pytest.approx(sum(written.logprobs), abs=0.3)


def test_streams_are_whole_characters(engine: Engine) -> None:
    """Pieces join to valid text even where a character takes several tokens."""
    text = "".join(engine.stream(_ask("Repeat: 日本語 🙂"), max_tokens=24))
    assert text
    text.encode("utf-8")


def test_a_prompt_that_does_not_fit_is_refused(engine: Engine) -> None:
    """An error with a next step instead of a crash."""
    with pytest.raises(ModelError, match="too long"):
        engine.generate(Prompt((Text("word " * 5000),)), max_tokens=10)
    assert engine.generate(_ask("Still there?"), max_tokens=3).completion_tokens > 0


def test_other_bytes_are_not_loaded(default_mind: Active, tmp_path: Path) -> None:
    """Missing, truncated, altered, or no model at all: each refused by name."""
    with pytest.raises(ModelError, match="missing"):
        Engine(tmp_path / "none.gguf", sha256="0" * 64, context=64)
    with pytest.raises(ModelError, match="altered"):
        Engine(default_mind.path, sha256="0" * 64, context=64)


@pytest.mark.parametrize("length", [0, 3, 24, 1000, 500_000])
def test_a_damaged_file_with_a_known_hash_is_a_clean_error(default_mind: Active, tmp_path: Path, length: int) -> None:
    """Even if its hash was recorded: tried in a process of its own, since llama.cpp may abort."""
    path = tmp_path / "cut.gguf"
    with default_mind.path.open("rb") as file:
        path.write_bytes(file.read(length))
    code = (
        "import sys\nfrom pathlib import Path\nfrom assistant.errors import ModelError\n"
        "from assistant.inference.engine import Engine\nfrom assistant.inference.files import sha256_of\n"
        "path = Path(sys.argv[1])\n"
        "try:\n    Engine(path, sha256=sha256_of(path), context=64)\n"
        "except ModelError as error:\n    print(error.title)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0
    assert "cut.gguf is not a model" in done.stdout
    assert done.stderr == ""
