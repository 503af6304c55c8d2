"""What each scenario of AutoRest's test server wants to be sent, as arguments of the generated methods.

Methods that need no argument, and those whose PUT takes what the GET of the same path answers, are called
without being listed here (`autorest_drive`).
"""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Call:
    """One call. `client` are arguments of the client itself; `{url}` in them is the server's address."""

    arguments: dict[str, Any] = field(default_factory=dict)
    client: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    cookies: bool = False
    """Through an HTTP client of the caller's own, which keeps cookies; ours keeps none."""


def calls(*arguments: dict[str, Any]) -> list[Call]:
    return [Call(item) for item in arguments]


def _by_scenario(**values: Any) -> list[Call]:
    """Header scenarios: each has a name and, when it is sent, a value."""
    return [
        Call({"scenario": name} if value is None else {"scenario": name, "value": value})
        for name, value in values.items()
    ]


def _scenarios(*names: str) -> list[Call]:
    return [Call({"scenario": name}) for name in names]


UTC = dt.UTC
RESERVED = "begin!*'();:@ &=+$,/?#[]end"
ITEMS = ["ArrayQuery1", RESERVED, "", ""]
BASE64_OF_MULTIBYTE = "5ZWK6b2E5LiC54ub54uc76ex76Ss76ex76iM76ip"
MULTIBYTE = base64.b64decode(BASE64_OF_MULTIBYTE)
DURATION = "P123DT22H14M12.011S"
PDF = {"body": b"PDF", "content_type": "application/pdf"}
SECRET = "1c88a67921784300a462b2cb61da2339"
NOON = dt.datetime(2010, 1, 1, 12, 34, 56, tzinfo=UTC)
FIRST = dt.datetime(1, 1, 1, tzinfo=UTC)
BIRTH = {"birthdate": dt.datetime(2017, 12, 13, 2, 29, 51, tzinfo=UTC), "complexProperty": {"color": "Red"}}
SIZES = {"height": 5.61, "weight": 599, "footsize": 11.5}
TAGS = {"tag1": "value1", "tag2": "value3"}
PRODUCT = {
    "base_product_id": "123",
    "base_product_description": "product description",
    "details": {
        "max_product_display_name": "max name",
        "max_product_capacity": "Large",
        "max_product_image": {"@odata.value": "http://foo"},
    },
}
GENERIC_PRODUCT = {
    **PRODUCT,
    "details": {
        **PRODUCT["details"],  # type: ignore[dict-item]
        "max_product_image": {"@odata.value": "http://foo", "generic_value": "https://generic"},
    },
}


def _flat(name: str, location: str, tags: dict[str, str] | None = None) -> dict[str, Any]:
    product: dict[str, Any] = {"location": location, "properties": {"p.name": name, "type": "Flat"}}
    return product if tags is None else {**product, "tags": tags}


RESOURCES = {
    "Resource1": _flat("Product1", "West US", TAGS),
    "Resource2": _flat("Product2", "Building 44"),
}

PATH_ITEM = {
    "path_item_string_path": "pathItemStringPath",
    "global_string_path": "globalStringPath",
    "local_string_path": "localStringPath",
}

BODIES: dict[str, dict[str, list[Call]]] = {
    "additionalProperties": {
        "Pets_CreateAPTrue": [Call({"id": 1, "name": "Puppy"}, options={"body": BIRTH})],
        "Pets_CreateCatAPTrue": [
            Call({"id": 1, "name": "Lisa", "friendly": True}, options={"body": BIRTH}),
        ],
        "Pets_CreateAPObject": [
            Call(
                {"id": 2, "name": "Hira"},
                options={
                    "body": {
                        "siblings": [{"id": 1, "name": "Puppy", **BIRTH}],
                        "picture": b"\xff\xff\xff\xff\xfe",
                    }
                },
            )
        ],
        "Pets_CreateAPString": calls(
            {"body": {"id": 3, "name": "Tommy", "color": "red", "weight": "10 kg", "city": "Bombay"}}
        ),
        "Pets_CreateAPInProperties": calls(
            {"id": 4, "name": "Bunny", "additional_properties": SIZES},
        ),
        "Pets_CreateAPInPropertiesWithAPString": calls(
            {
                "body": {
                    "id": 5,
                    "name": "Funny",
                    "@odata.location": "westus",
                    "additionalProperties": SIZES,
                    "color": "red",
                    "city": "Seattle",
                    "food": "tikka masala",
                }
            }
        ),
    },
    "any-type": {"putObject": calls({"body": {"foo": "bar"}})},
    "body-array": {
        "array_putDateTimeValid": calls(
            {
                "body": [
                    dt.datetime(2000, 12, 1, 0, 0, 1, tzinfo=UTC),
                    dt.datetime(1980, 1, 2, 0, 11, 35, tzinfo=UTC),
                    dt.datetime(1492, 10, 12, 10, 15, 1, tzinfo=UTC),
                ]
            }
        ),
        "array_putDurationValid": calls({"body": [DURATION, "P5DT1H"]}, {"body": [DURATION, "P5DT1H0S"]}),
    },
    "body-binary": {
        "Upload_File": calls({"body": b'{"more":"cowbell"}'}),
        "Upload_Binary": calls({"body": b"Hello, world!"}),
    },
    "body-complex": {
        "basic_putValid": calls({"id": 2, "name": "abc", "color": "Magenta"}),
        "polymorphism_putMissingDiscriminator": calls(
            {
                "body": {
                    "fishtype": "salmon",
                    "location": "alaska",
                    "iswild": True,
                    "species": "king",
                    "length": 1.0,
                    "siblings": [
                        {
                            "fishtype": "shark",
                            "age": 6,
                            "birthday": "2012-01-05T01:00:00Z",
                            "species": "predator",
                            "length": 20.0,
                        },
                        {
                            "fishtype": "sawshark",
                            "age": 105,
                            "birthday": "1900-01-05T01:00:00Z",
                            "picture": "//////4=",
                            "species": "dangerous",
                            "length": 10.0,
                        },
                        {
                            "fishtype": "goblin",
                            "color": "pinkish-gray",
                            "jawsize": 5,
                            "age": 1,
                            "birthday": "2015-08-08T00:00:00Z",
                            "species": "scary",
                            "length": 30.0,
                        },
                    ],
                }
            }
        ),
    },
    "body-datetime": {
        "datetime_putUtcMaxDateTime": calls({"body": "9999-12-31T23:59:59.999Z"}),
        "datetime_putUtcMaxDateTime7Digits": calls({"body": "9999-12-31T23:59:59.9999999Z"}),
        "datetime_putLocalPositiveOffsetMaxDateTime": calls({"body": "9999-12-31T23:59:59.999+14:00"}),
        "datetime_putLocalNegativeOffsetMaxDateTime": calls({"body": "9999-12-31T23:59:59.999-14:00"}),
        "datetime_putUtcMinDateTime": calls({"body": FIRST}),
    },
    "body-datetime-rfc1123": {
        "datetimerfc1123_putUtcMaxDateTime": calls({"body": "Fri, 31 Dec 9999 23:59:59 GMT"}),
        "datetimerfc1123_putUtcMinDateTime": calls({"body": "Mon, 01 Jan 0001 00:00:00 GMT"}),
    },
    "body-dictionary": {
        "dictionary_putDateTimeValid": calls(
            {
                "body": {
                    "0": dt.datetime(2000, 12, 1, 0, 0, 1, tzinfo=UTC),
                    "1": dt.datetime(1980, 1, 1, 23, 11, 35, tzinfo=UTC),
                    "2": dt.datetime(1492, 10, 12, 18, 15, 1, tzinfo=UTC),
                }
            }
        ),
    },
    "body-duration": {"duration_putPositiveDuration": calls({"body": DURATION})},
    "body-formdata": {
        "formdata_UploadFile": calls({"file_content": b"some text", "file_name": "sample.txt"}),
        "formdata_UploadFileViaBody": calls({"body": b"some text"}),
    },
    "body-formdata-urlencoded": {
        "formdataurlencoded_updatePetWithForm": calls(
            {"pet_id": 1, "pet_type": "dog", "pet_food": "meat", "name": "Fido", "pet_age": 42}
        ),
        "formdataurlencoded_partialConstantBody": calls(
            {"grant_type": "access_token", "access_token": "foo", "service": "bar"}
        ),
    },
    "body-integer": {
        "int_putMax32": calls({"body": 2**31 - 1}),
        "int_putMin32": calls({"body": -(2**31)}),
        "int_putMax64": calls({"body": 2**63 - 1}),
        "int_putMin64": calls({"body": -(2**63)}),
    },
    "body-time": {"time_put": calls({"body": "08:07:56"}, {"body": dt.time(8, 7, 56)})},
    "media_types": {
        "AnalyzeBody": calls({"source": "foo"}, PDF),
        "AnalyzeBodyNoAcceptHeader": calls({"source": "foo"}, PDF),
        "contentTypeWithEncoding": [
            Call({"body": "hello"}),
            Call({"body": "hello"}, options={"headers": {"Content-Type": "text/plain; charset=UTF-8"}}),
        ],
        "binaryBodyWithTwoContentTypes": calls({"body": b"hello"}),
        "binaryBodyWithThreeContentTypes": calls({"body": b"hello"}),
        "bodyThreeTypes": calls({"body": {"hello": "world"}}),
    },
    # The server looks at the length alone: 14 bytes.
    "merge-patch": {"patchSingle": calls({"body": {"foo": None}}, {"body": {"foo": "bars"}})},
    "model-flattening": {
        "putArray": calls({"body": [{"location": "West US", "tags": TAGS}, {"location": "Building 44"}]}),
        "putDictionary": calls({"body": RESOURCES}),
        "putResourceCollection": calls(
            {
                "arrayofresources": [
                    _flat("Product1", "West US", TAGS),
                    _flat("Product2", "East US"),
                ],
                "dictionaryofresources": RESOURCES,
                "productresource": _flat("Azure", "India"),
            }
        ),
        "putSimpleProduct": calls(GENERIC_PRODUCT),
        "postFlattenedSimpleProduct": calls(PRODUCT),
        "putSimpleProductWithGrouping": calls({"name": "groupproduct", **PRODUCT}),
    },
    "multiple-inheritance": {
        "putPet": calls({"name": "Butter"}),
        "putHorse": calls({"name": "General", "is_a_show_horse": False}),
        "putFeline": calls({"meows": False, "hisses": True}),
        "putCat": calls({"name": "Boots", "likes_milk": False, "meows": True, "hisses": False}),
        "putKitten": calls(
            {"name": "Kitty", "likes_milk": False, "meows": True, "hisses": False, "eats_mice_yet": True}
        ),
    },
    "non-string-enum": {"Int_put": calls({"body": 200}), "Float_put": calls({"body": 200.4})},
    "object-type": {"put": calls({"body": {"foo": "bar"}}, {"body": {"foo": "baz"}})},
    "required-optional": {"explicit_putRequiredBinaryBody": calls({"body": b"Upload file test case"})},
    "reserved-words": {
        "import_operationOne": calls({"parameter1": "foo"}),
        "operationWithContentParam": calls({"body": b"hello, world"}),
        "operationWithJsonParam": calls({"body": {"hello": "world"}}),
        "operationWithDataParam": calls({"data": "hello", "world": "world"}),
        "operationWithFilesParam": calls({"files": b"hello, world", "file_name": "my.txt"}),
        "operationWithUrl": calls(
            {"url": "foo", "header_parameters": "x", "query_parameters": ["one", "two"]}
        ),
        "reservedEnum": calls({"enum_parameter": "import"}),
    },
    "validation": {
        "postWithConstantInBody": calls(
            {
                "const_int": 0,
                "const_string": "constant",
                "child": {"constProperty": "constant"},
                "const_child": {"constProperty": "constant", "constProperty2": "constant2"},
            }
        ),
    },
    "xml-service": {"xml_jsonInput": calls({"id": 42})},
}

ADDRESSES: dict[str, dict[str, list[Call]]] = {
    "constants": {
        "contants_putClientConstants": calls(
            {"path_constant": "path", "header_constant": True, "query_constant": 100}
        )
    },
    "custom-baseUrl-more-options": {
        "paths_getEmpty": [
            Call(
                {"key_name": "key1", "subscription_id": "test12", "key_version": "v1"},
                client={"base_url": "{url}"},
            )
        ],
    },
    "error-with-secrets": {
        "CreateSecret": [
            Call(
                options={
                    "headers": {"Authorization": f"SharedKey {SECRET}"},
                    "query": {"key": SECRET},
                    "body": {"key": SECRET},
                }
            )
        ],
    },
    "extensible-enums-swagger": {
        "Pet_GetByPetId": calls({"pet_id": "tommy"}, {"pet_id": "casper"}, {"pet_id": "scooby"}),
        "Pet_AddPet": calls({"name": "Retriever", "days_of_week": "Friday", "int_enum": "3"}),
    },
    "header": {
        "header_paramExistingKey": calls({"user_agent": "overwrite"}),
        "header_paramProtectedKey": [Call(options={"headers": {"Content-Type": "text/html"}})],
        "header_customRequestId": [
            Call(options={"headers": {"x-ms-client-request-id": "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0"}})
        ],
        "header_paramInteger": _by_scenario(positive=1, negative=-2),
        "header_paramLong": _by_scenario(positive=105, negative=-2),
        "header_paramFloat": _by_scenario(positive=0.07, negative=-3.0),
        "header_paramDouble": _by_scenario(positive=7e120, negative=-3.0),
        "header_paramBool": _by_scenario(true=True, false=False),
        "header_paramString": _by_scenario(
            valid="The quick brown fox jumps over the lazy dog", null=None, empty=""
        ),
        "header_paramDate": _by_scenario(valid=dt.date(2010, 1, 1), min=dt.date(1, 1, 1)),
        "header_paramDatetime": _by_scenario(valid=NOON, min=FIRST),
        "header_paramDatetimeRfc1123": _by_scenario(
            valid="Fri, 01 Jan 2010 12:34:56 GMT", min="Mon, 01 Jan 0001 00:00:00 GMT"
        ),
        "header_paramDuration": _by_scenario(valid=DURATION),
        "header_paramByte": _by_scenario(valid=BASE64_OF_MULTIBYTE),
        "header_paramEnum": _by_scenario(valid="GREY", null=None),
        "header_responseInteger": _scenarios("positive", "negative"),
        "header_responseLong": _scenarios("positive", "negative"),
        "header_responseFloat": _scenarios("positive", "negative"),
        "header_responseDouble": _scenarios("positive", "negative"),
        "header_responseBool": _scenarios("true", "false"),
        "header_responseString": _scenarios("valid", "null", "empty"),
        "header_responseDate": _scenarios("valid", "min"),
        "header_responseDatetime": _scenarios("valid", "min"),
        "header_responseDatetimeRfc1123": _scenarios("valid", "min"),
        "header_responseDuration": _scenarios("valid"),
        "header_responseByte": _scenarios("valid"),
        "header_responseEnum": _scenarios("valid", "null"),
    },
    "httpInfrastructure": {
        name: [
            Call(options={"max_retries": 2, **({"idempotency_key": name} if unsafe else {})}, cookies=True)
        ]
        for name, unsafe in (
            ("httpRetry_head408", False),
            ("httpRetry_put500", False),
            ("httpRetry_patch500", True),
            ("httpRetry_get502", False),
            ("httpRetry_options502", False),
            ("httpRetry_post503", True),
            ("httpRetry_delete503", False),
            ("httpRetry_put504", False),
            ("httpRetry_patch504", True),
        )
    },
    "security-aad": {"head": [Call(client={"token": "https://security.microsoft.com/.default"})]},
    "security-key": {"head": [Call(client={"api_key": "123456789"})]},
    "subscriptionId-apiVersion": {
        "group_getSampleResourceGroup": calls(
            {
                "subscription_id": "1234-5678-9012-3456",
                "resource_group_name": "testgroup101",
                "api_version": "2014-04-01-preview",
            }
        )
    },
    "url": {
        "paths_getBooleanTrue": calls({"bool_path": True}),
        "paths_getBooleanFalse": calls({"bool_path": False}),
        "paths_getIntOneMillion": calls({"int_path": 1000000}),
        "paths_getIntNegativeOneMillion": calls({"int_path": -1000000}),
        "paths_getTenBillion": calls({"long_path": 10000000000}),
        "paths_getNegativeTenBillion": calls({"long_path": -10000000000}),
        "paths_floatScientificPositive": calls({"float_path": 1.034e20}),
        "paths_floatScientificNegative": calls({"float_path": -1.034e-20}),
        "paths_doubleDecimalPositive": calls({"double_path": 9999999.999}),
        "paths_doubleDecimalNegative": calls({"double_path": -9999999.999}),
        "paths_enumValid": calls({"enum_path": "green color"}),
        "paths_byteMultiByte": calls({"byte_path": MULTIBYTE}),
        "paths_base64Url": calls({"base64_url_path": "bG9yZW0"}),
        "paths_ArrayCsvInPath": calls({"array_path": ["ArrayPath1", RESERVED, "", ""]}),
        "paths_unixTimeUrl": calls({"unix_time_url_path": 1460505600}),
        "queries_getBooleanTrue": calls({"bool_query": True}),
        "queries_getBooleanFalse": calls({"bool_query": False}),
        "queries_getIntOneMillion": calls({"int_query": 1000000}),
        "queries_getIntNegativeOneMillion": calls({"int_query": -1000000}),
        "queries_getTenBillion": calls({"long_query": 10000000000}),
        "queries_getNegativeTenBillion": calls({"long_query": -10000000000}),
        "queries_floatScientificPositive": calls({"float_query": 1.034e20}),
        "queries_floatScientificNegative": calls({"float_query": -1.034e-20}),
        "queries_doubleDecimalPositive": calls({"double_query": 9999999.999}),
        "queries_doubleDecimalNegative": calls({"double_query": -9999999.999}),
        "queries_enumValid": calls({"enum_query": "green color"}),
        "queries_byteMultiByte": calls({"byte_query": MULTIBYTE}),
        "queries_ArrayStringCsvValid": calls({"array_query": ITEMS}),
        "queries_ArrayStringCsvEmpty": calls({"array_query": []}),
        "queries_ArrayStringNoCollectionFormatEmpty": calls({"array_query": ["hello", "nihao", "bonjour"]}),
        "queries_ArrayStringSsvValid": calls({"array_query": ITEMS}),
        "queries_ArrayStringTsvValid": calls({"array_query": ITEMS}),
        "queries_ArrayStringPipesValid": calls({"array_query": ITEMS}),
        "pathItems_getAllWithValues": calls(
            {
                **PATH_ITEM,
                "path_item_string_query": "pathItemStringQuery",
                "global_string_query": "globalStringQuery",
                "local_string_query": "localStringQuery",
            }
        ),
        "pathItems_getGlobalQueryNull": calls(
            {
                **PATH_ITEM,
                "path_item_string_query": "pathItemStringQuery",
                "local_string_query": "localStringQuery",
            }
        ),
        "pathItems_getGlobalAndLocalQueryNull": calls(
            {**PATH_ITEM, "path_item_string_query": "pathItemStringQuery"}
        ),
        "pathItems_getLocalPathItemQueryNull": calls(
            {**PATH_ITEM, "global_string_query": "globalStringQuery"}
        ),
    },
    "url-multi-collectionFormat": {"queries_ArrayStringMultiValid": calls({"array_query": ITEMS})},
    "xms-error-responses": {
        "Pet_GetPetById": calls(
            *(
                {"pet_id": name}
                for name in ("tommy", "django", "coyoteUgly", "weirdAlYankovic", "ringo", "alien123")
            )
        ),
        "Pet_DoSomething": calls(*({"what_action": name} for name in ("stay", "jump", "fetch"))),
        "Pet_HasModelsParam": calls({"models_": "value1"}),
    },
}

CALLS = {
    document: BODIES.get(document, {}) | ADDRESSES.get(document, {}) for document in {*BODIES, *ADDRESSES}
}
