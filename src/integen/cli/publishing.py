"""The steps of `integen ci` that tell others: a comment on the pull request, a commit."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from integen import git
from integen.ci.commit import Commit, Pushed
from integen.ci.event import Event
from integen.ci.github import Refused, connected
from integen.cli import terminal
from integen.cli.ci import Asked, Mode
from integen.cli.pipeline_checks import tree
from integen.config.load import Loaded
from integen.config.project import Integration
from integen.errors import IntegenError


def comment(path: Path) -> None:
    """Put a report on the pull request; where nobody may write, say so. Raises IntegenError."""
    text = _report(path)
    event = Event.of(os.environ)
    if event.pull is None:
        terminal.say("no comment: this is not about a pull request")
        return
    if event.is_fork:
        terminal.say("no comment: the pull request comes from a fork; the summary of the run has the report")
        return
    try:
        url = connected(event).comment(event.pull, text.partition("\n")[0], text)
    except Refused as error:
        terminal.remark(f"no comment, but the summary of the run has the report: {terminal.safe(str(error))}")
        terminal.remark(f"hint: {error.hint}")
        return
    terminal.say(f"commented: {terminal.safe(url)}")


def commit(asked: Asked, loaded: Loaded, chosen: Sequence[Integration]) -> None:
    """Commit what was generated and push it, or open a pull request of it. Raises IntegenError."""
    event = Event.of(os.environ)
    root = git.root_of(loaded.project.file.parent)
    if root is None:
        raise IntegenError("this is no repository of git", hint="run it in a checkout")
    if event.is_fork:
        terminal.say("nothing is committed: the pull request comes from a fork")
        return
    branch = event.branch or git.line("branch", "--show-current", at=root)
    if not branch:
        raise IntegenError("there is no branch to commit to", hint="check one out")
    own = asked.mode is Mode.PULL_REQUEST
    made = Commit(
        tree=tree(root, chosen), event=event, branch=f"integen/{branch}" if own else branch, is_own=own
    )
    for key in made.tree.outside:
        terminal.remark(f"the package of {key} is outside of the repository, and cannot be committed")
    if not made.keys:
        terminal.say("nothing to commit: what is generated is what was committed")
        return
    # Without a token nobody could open it, and a branch that was pushed would stay behind.
    service = connected(event) if own else None
    if made.push() is Pushed.OVERTAKEN:
        terminal.say(f"not pushed: {terminal.safe(branch)} has moved on, and the run for that will commit")
        return
    terminal.say(f"pushed to {terminal.safe(made.branch)}: {', '.join(made.keys)}")
    if service is not None:
        title = made.message.partition("\n")[0]
        pull = service.pull_request(made.branch, branch, title, _body(asked))
        terminal.say(f"{'opened' if pull.is_new else 'described anew'}: {terminal.safe(pull.url)}")


def _body(asked: Asked) -> str:
    if asked.report is not None and asked.report.is_file():
        return _report(asked.report)
    return "What `integen generate` makes of the documents as they are."


def _report(path: Path) -> str:
    """Return a report that was written before. Raises IntegenError."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise IntegenError(
            f"cannot read the report `{path}`", hint="write one: integen ci --report FILE"
        ) from error
