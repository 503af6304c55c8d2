"""The models of Petshop. Each is imported when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.lazy import attach

if TYPE_CHECKING:
    from .animal import Animal as Animal
    from .animal import AnimalParam as AnimalParam
    from .cat import Cat as Cat
    from .cat import CatParam as CatParam
    from .category import Category as Category
    from .category import CategoryParam as CategoryParam
    from .crop import Crop as Crop
    from .crop import CropParam as CropParam
    from .dog import Dog as Dog
    from .dog import DogParam as DogParam
    from .new_order import NewOrder as NewOrder
    from .new_pet import NewPet as NewPet
    from .new_pet import NewPetParam as NewPetParam
    from .order import Order as Order
    from .parrot import Parrot as Parrot
    from .parrot import ParrotParam as ParrotParam
    from .pet import Pet as Pet
    from .pet_filter import PetFilter as PetFilter
    from .pet_filter import PetFilterParam as PetFilterParam
    from .pet_filter import PetFilterPrice as PetFilterPrice
    from .pet_filter import PetFilterPriceParam as PetFilterPriceParam
    from .pets_list import PetsListResponse as PetsListResponse
    from .photo import Photo as Photo
    from .problem import Problem as Problem
    from .status import Status as Status
    from .ticket import Ticket as Ticket

__getattr__, __dir__ = attach(
    __name__,
    {
        "Animal": "animal",
        "AnimalParam": "animal",
        "Cat": "cat",
        "CatParam": "cat",
        "Category": "category",
        "CategoryParam": "category",
        "Crop": "crop",
        "CropParam": "crop",
        "Dog": "dog",
        "DogParam": "dog",
        "NewOrder": "new_order",
        "NewPet": "new_pet",
        "NewPetParam": "new_pet",
        "Order": "order",
        "Parrot": "parrot",
        "ParrotParam": "parrot",
        "Pet": "pet",
        "PetFilter": "pet_filter",
        "PetFilterParam": "pet_filter",
        "PetFilterPrice": "pet_filter",
        "PetFilterPriceParam": "pet_filter",
        "PetsListResponse": "pets_list",
        "Photo": "photo",
        "Problem": "problem",
        "Status": "status",
        "Ticket": "ticket",
    },
)
