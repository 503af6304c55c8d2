"""Models name each other for type checkers only; what they name is found when they are first used."""

from __future__ import annotations

import importlib
import subprocess
import sys
import textwrap
from pathlib import Path
from types import ModuleType

import pytest

MODULES = {
    "__init__": """
        from integen.kit.lazy import attach
        NAMES = ("animal", "dog", "owner", "pack")
        __getattr__, __dir__ = attach(__name__, {name.title(): name for name in NAMES})
        """,
    "animal": """
        import datetime as dt
        from typing import TYPE_CHECKING, Annotated
        from integen.kit.models import Model, Wire
        if TYPE_CHECKING:
            from .owner import Owner
        class Animal(Model):
            owner: Annotated[Owner | None, Wire("_owner")] = None
            born: dt.date | None = None
        """,
    "dog": """
        from .animal import Animal
        class Dog(Animal):
            bark: str
        """,
    "owner": """
        from typing import TYPE_CHECKING
        from integen.kit.models import Model
        if TYPE_CHECKING:
            from .dog import Dog
            from .pack import Pack
        class Owner(Model):
            dogs: list[Dog] = []
            pack: Pack | None = None
        """,
    "pack": """
        from typing import TypeAlias
        from .dog import Dog
        from .owner import Owner
        Pack: TypeAlias = Dog | list[Owner]
        """,
}


@pytest.fixture
def zoo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    folder = tmp_path / "zoo"
    folder.mkdir()
    for name, text in MODULES.items():
        (folder / f"{name}.py").write_text("from __future__ import annotations\n" + textwrap.dedent(text))
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [name for name in sys.modules if name.partition(".")[0] == "zoo"]:
        del sys.modules[name]
    return importlib.import_module("zoo")


def test_models_that_name_each_other_in_a_circle_are_built_on_first_use(zoo: ModuleType) -> None:
    owner = zoo.Owner.model_validate(
        {"dogs": [{"bark": "wuff", "_owner": {"dogs": []}}], "pack": {"bark": "x"}}
    )
    assert owner.dogs[0].owner.dogs == []
    assert type(owner.pack) is zoo.Dog


def test_a_subclass_resolves_what_its_base_names_in_the_module_of_the_base(zoo: ModuleType) -> None:
    dog = zoo.Dog.model_validate({"bark": "wuff", "born": "2020-01-02", "_owner": {"dogs": []}})
    assert dog.born.year == 2020
    assert dog.to_dict() == {"bark": "wuff", "born": "2020-01-02", "_owner": {"dogs": []}}


def test_a_model_can_be_made_by_its_constructor_first(zoo: ModuleType) -> None:
    assert zoo.Dog(bark="wuff", owner=zoo.Owner()).to_dict() == {"bark": "wuff", "_owner": {}}


def test_using_one_model_imports_only_what_it_needs(zoo: ModuleType, tmp_path: Path) -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import zoo; zoo.Animal;"
        "print(sorted(name for name in sys.modules if name.startswith('zoo.')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['zoo.animal']"
