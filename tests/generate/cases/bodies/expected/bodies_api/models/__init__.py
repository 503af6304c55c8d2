"""The models of Bodies. Each is imported when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._kit.lazy import attach

if TYPE_CHECKING:
    from .form_post import FormPostNote as FormPostNote
    from .form_post import FormPostNoteParam as FormPostNoteParam
    from .json_object_put import JsonObjectPutBody as JsonObjectPutBody
    from .json_object_put import JsonObjectPutBodyParam as JsonObjectPutBodyParam
    from .json_object_put import JsonObjectPutTagsItem as JsonObjectPutTagsItem
    from .json_object_put import JsonObjectPutTagsItemParam as JsonObjectPutTagsItemParam

__getattr__, __dir__ = attach(
    __name__,
    {
        "FormPostNote": "form_post",
        "FormPostNoteParam": "form_post",
        "JsonObjectPutBody": "json_object_put",
        "JsonObjectPutBodyParam": "json_object_put",
        "JsonObjectPutTagsItem": "json_object_put",
        "JsonObjectPutTagsItemParam": "json_object_put",
    },
)
