from __future__ import annotations

from typing import Annotated, TypeAlias

from .._kit.models import Variants
from .cat import Cat, CatParam
from .dog import Dog, DogParam
from .parrot import Parrot, ParrotParam

NewPet: TypeAlias = Annotated[
    Cat | Dog | Parrot, Variants("kind", {"cat": "Cat", "dog": "Dog", "parrot": "Parrot"})
]
"""`NewPet`."""

NewPetParam: TypeAlias = Cat | CatParam | Dog | DogParam | Parrot | ParrotParam
"""What may be passed for `NewPet`."""
