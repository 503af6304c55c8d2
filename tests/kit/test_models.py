"""Models as generated modules have them."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from integen.kit import http
from integen.kit.answers import decode, needs_digits, type_adapter
from integen.kit.lenient import fit
from integen.kit.models import CamelModel, Model, UnknownVariant, Variants
from integen.kit.records import Operation

ROOT = Path(__file__).parents[2]


class Cat(Model):
    kind: Literal["cat"]
    lives: int = 9


class Dog(Model):
    kind: Literal["dog", "hound"]
    barks: bool = Field(alias="doesBark")


Animal = Annotated[Cat | Dog | None, Variants("kind", {"cat": "Cat", "dog": Dog, "hound": "Dog"})]


class Owner(Model):
    name: str | None = None
    status: Literal["active", "gone"] | str | None = None
    animal: Animal = None
    animals: list[Animal] = Field(default_factory=list)


def test_the_property_chooses_the_variant() -> None:
    owner = Owner.model_validate({"animals": [{"kind": "cat"}, {"kind": "hound", "doesBark": True}, None]})
    cat, hound, nobody = owner.animals
    assert (type(cat), type(hound), nobody) == (Cat, Dog, None)


def test_a_variant_of_tomorrow_is_delivered() -> None:
    owner = Owner.model_validate({"animal": {"kind": "axolotl", "gills": 6}})
    assert type(owner.animal) is UnknownVariant
    assert owner.animal.gills == 6  # type: ignore[attr-defined]
    assert json.loads(owner.to_json()) == {"animal": {"kind": "axolotl", "gills": 6}}


def test_an_object_without_the_property_becomes_the_variant_that_fits() -> None:
    class Plain(Model):
        size: int

    class Other(Model):
        color: str

    wanted = Annotated[Plain | Other, Variants("kind", {"a": Plain, "b": Other})]
    assert type(type_adapter(wanted).validate_python({"color": "red"})) is Other


def test_variants_can_be_given_and_are_sent_by_alias() -> None:
    owner = Owner(animal=Dog(kind="dog", barks=True))
    assert owner.to_dict() == {"animal": {"kind": "dog", "doesBark": True}}


def test_unknown_fields_and_enum_values_are_kept() -> None:
    owner = Owner.model_validate({"status": "on_leave", "new_field": [1]})
    assert owner.status == "on_leave"
    assert owner.new_field == [1]  # type: ignore[attr-defined]
    assert owner.to_dict() == {"status": "on_leave", "new_field": [1]}


def test_only_what_was_set_is_shown() -> None:
    assert repr(Owner(name="Ann")) == "Owner(name='Ann')"
    assert str(Cat(kind="cat")) == "Cat(kind='cat')"


def test_what_does_not_fit_is_left_raw_and_the_rest_is_typed() -> None:
    data = {
        "name": 5,
        "animals": [{"kind": "cat", "lives": "nine"}, {"kind": "dog", "doesBark": True}, "what"],
        "animal": {"kind": "dog"},
        "more": 1,
    }
    owner, mismatches = fit(type_adapter(Owner), Owner, data)
    assert isinstance(owner, Owner)
    assert owner.name == 5
    cat, dog, what = owner.animals
    assert (type(cat), cat.lives, type(dog), dog.barks, what) == (Cat, "nine", Dog, True, "what")  # type: ignore[union-attr]
    assert (type(owner.animal), owner.animal.barks) == (Dog, None)  # type: ignore[union-attr]
    assert owner.model_extra == {"more": 1}
    assert {mismatch.path.split(".")[0] for mismatch in mismatches} == {"name", "animals", "animal"}
    assert owner.to_dict() == data


def test_names_on_the_wire_are_found_where_something_does_not_fit() -> None:
    class Page(CamelModel):
        per_page: int
        sort_order: str | None = None

    page, _ = fit(type_adapter(Page), Page, {"perPage": "ten", "sortOrder": "up"})
    assert (page.per_page, page.sort_order, page.model_extra) == ("ten", "up", {})


def test_a_list_of_models_is_fitted_one_by_one() -> None:
    value, mismatches = fit(type_adapter(list[Cat]), list[Cat], [{"kind": "cat"}, {"kind": 1}])
    assert [type(item) for item in value] == [Cat, Cat]
    assert len(mismatches) == 1


MUTUAL = {
    "__init__": """
from __future__ import annotations
from typing import TYPE_CHECKING
from integen.kit.lazy import attach
if TYPE_CHECKING:
    from .folder import Folder as Folder
    from .file import File as File
__getattr__, __dir__ = attach(__name__, {"Folder": "folder", "File": "file", "Leaf": "leaf"})
""",
    "folder": """
from __future__ import annotations
from integen.kit.models import Model
class Folder(Model):
    name: str
    files: list[File] = []
    parent: Folder | None = None
from .file import File
""",
    "file": """
from __future__ import annotations
from decimal import Decimal
from integen.kit.models import Model
class File(Model):
    size: Decimal
    folder: Folder | None = None
    leaf: Leaf | None = None
from .folder import Folder
from .leaf import Leaf
""",
    "leaf": """
from __future__ import annotations
from integen.kit.models import Model
class Leaf(Model):
    class Inner(Model):
        back: File | None = None
    inner: Inner | None = None
from .file import File
""",
}


@pytest.fixture
def mutual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    package = tmp_path / "mutual_models"
    package.mkdir()
    for name, text in MUTUAL.items():
        (package / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("mutual_models")
    for name in [name for name in sys.modules if name.startswith("mutual_models")]:
        del sys.modules[name]


@pytest.mark.parametrize("first", ["Folder", "File", "Leaf"])
def test_models_in_modules_that_import_each_other_are_built_on_first_use(mutual: Any, first: str) -> None:
    adapter = type_adapter(list[getattr(mutual, first)])
    assert adapter.pydantic_complete
    data = {
        "name": "a",
        "files": [{"size": 1.10, "folder": {"name": "b"}, "leaf": {"inner": {"back": {"size": 2}}}}],
    }
    folder = mutual.Folder.model_validate(data)
    assert type(folder.files[0].folder) is mutual.Folder
    assert type(folder.files[0].leaf.inner.back) is mutual.File
    assert folder.files[0].leaf.inner.back.size == Decimal(2)


def test_a_lazy_package_imports_only_what_is_asked_for(mutual: Any) -> None:
    assert {"Folder", "File", "Leaf"} <= set(dir(mutual))
    assert "mutual_models.leaf" not in sys.modules
    assert mutual.Leaf is mutual.Leaf
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        mutual.Nothing  # noqa: B018


def test_importing_a_client_imports_no_pydantic() -> None:
    code = "import sys, integen.kit.client, integen.kit.views; print('pydantic' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    assert run.stdout.strip() == "False"


class Kennel(Model):
    dogs: list[Dog] | None = None


class Puppy(Dog):
    weeks: int | None = None


def test_an_heir_in_a_field_of_its_base_is_sent_whole():
    kennel = Kennel(dogs=[Puppy(kind="dog", doesBark=False, weeks=3)])
    whole = {"dogs": [{"kind": "dog", "doesBark": False, "weeks": 3}]}
    assert kennel.to_dict() == whole
    assert json.loads(kennel.to_json()) == whole
    assert kennel.model_dump(by_alias=True, exclude_unset=True) == whole


HEIRS = """
from __future__ import annotations
from decimal import Decimal
from integen.kit.models import Heirs, Model
class Fish(Model):
    kind: str
Fish.__heirs__ = Heirs("kind", {"salmon": "Salmon"})
class Salmon(Fish):
    price: Decimal
"""


def test_a_decimal_of_an_heir_keeps_its_digits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "heir_models"
    package.mkdir()
    (package / "fish.py").write_text(HEIRS)
    (package / "__init__.py").write_text("from .fish import Fish as Fish, Salmon as Salmon")
    monkeypatch.syspath_prepend(str(tmp_path))
    fish = importlib.import_module("heir_models").Fish
    assert needs_digits(list[fish])
    body = b'[{"kind":"salmon","price":0.1234567890123456789012345}]'
    operation = Operation(key="GET /fish", method="GET", path="/fish")
    response = http.Response(200, headers={"content-type": "application/json"}, content=body)
    (salmon,) = decode(operation, response, list[fish])[0]
    assert (type(salmon).__name__, salmon.price) == ("Salmon", Decimal("0.1234567890123456789012345"))
