"""What the scenarios of Azure's own extensions want to be sent; the rest stands in `autorest_calls`."""

from __future__ import annotations

from wire_judges.autorest_calls import PDF, Call, calls

SUBSCRIPTION = "1234-5678-9012-3456"
REQUEST = "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0"
PREVIEW = "2015-07-01-preview"
PARTS = "path1/path2/path3"
QUERY = "value1&q2=value2&q3=value3"
_ID = {"headers": {"x-ms-client-request-id": REQUEST}}


def _subscribed(*names: str) -> dict[str, list[Call]]:
    given = {"subscription_id": SUBSCRIPTION}
    return {name: [Call(given), Call(given, options=_ID)] for name in names}


AZURE: dict[str, dict[str, list[Call]]] = {
    "azure-parameter-grouping": {
        "parameterGrouping_postRequired": calls(
            {"path": "path", "body": 1234, "custom_header": "header", "query": 21}
        ),
        "parameterGrouping_postReservedWords": calls({"from_": "bob", "accept": "yes"}),
        "parameterGrouping_groupWithConstant": calls({"grouped_constant": "foo", "grouped_parameter": "bar"}),
    },
    "azure-special-properties": {
        "x-ms-client-request-id_Get": [
            Call(),
            Call(options=_ID),
            Call(options={"headers": {"x-ms-client-request-id": "another"}}),
        ],
        "x-ms-client-request-id_ParamGet": calls({"x_ms_client_request_id": REQUEST}),
        **_subscribed(
            "subscriptionInCredentials_postMethodGlobalValid",
            "subscriptionInMethod_postMethodLocalValid",
            "subscriptionInCredentials_postPathGlobalValid",
            "subscriptionInMethod_postPathLocalValid",
            "subscriptionInCredentials_postSwaggerGlobalValid",
            "subscriptionInMethod_postSwaggerLocalValid",
        ),
        "subscriptionInCredentials_postMethodGlobalNotProvidedValid": [
            Call({"subscription_id": SUBSCRIPTION, "api_version": PREVIEW}, options=_ID)
        ],
        "apiVersionDefault_getMethodGlobalValid": calls({"api_version": PREVIEW}),
        "apiVersionDefault_getMethodGlobalNotProvidedValid": calls({"api_version": PREVIEW}),
        "apiVersionDefault_getPathGlobalValid": calls({"api_version": PREVIEW}),
        "apiVersionDefault_getSwaggerGlobalValid": calls({"api_version": PREVIEW}),
        "skipUrlEncoding_getMethodPathValid": calls({"unencoded_path_param": PARTS}),
        "skipUrlEncoding_getPathPathValid": calls({"unencoded_path_param": PARTS}),
        "skipUrlEncoding_getMethodQueryValid": calls({"q1": QUERY}),
        "skipUrlEncoding_getPathQueryValid": calls({"q1": QUERY}),
        "odata_getWithFilter": calls({"filter": "id gt 5 and name eq 'foo'", "top": 10, "orderby": "id"}),
        "header_customNamedRequestId": calls({"foo_client_request_id": REQUEST}),
        "header_customNamedRequestIdParamGrouping": calls({"foo_client_request_id": REQUEST}),
        "header_customNamedRequestIdHead": calls({"foo_client_request_id": REQUEST}),
    },
    "lro": {
        name: [Call(options=_ID)]
        for name in (
            "LROsCustomHeader_putAsyncRetrySucceeded",
            "LROsCustomHeader_put201CreatingSucceeded200",
            "LROsCustomHeader_post202Retry200",
            "LROsCustomHeader_postAsyncRetrySucceeded",
        )
    },
    "paging": {
        "Paging_appendApiVersion": calls({"api_version": "1.0.0"}),
        "Paging_replaceApiVersion": calls({"api_version": "1.0.0"}),
        "Paging_getSinglePagesWithBodyParams": calls({"name": "body"}),
        "Paging_getWithQueryParams": calls({"required_query_parameter": 100, "query_constant": True}),
        "Paging_getMultiplePagesWithOffset": calls({"offset": 100}),
        "Paging_getMultiplePagesRetryFirst": [Call(options={"max_retries": 2}, cookies=True)],
        "Paging_getMultiplePagesRetrySecond": [Call(options={"max_retries": 2}, cookies=True)],
        "Paging_getMultiplePagesFragmentNextLink": calls({"api_version": "1.6", "tenant": "test_user"}),
        "Paging_getMultiplePagesFragmentWithGroupingNextLink": calls(
            {"api_version": "1.6", "tenant": "test_user"}
        ),
    },
    "custom-baseUrl-paging": {},
    "multiapi-v0": {"OperationGroupOne_testTwo": calls({"api_version": "1.0.0"})},
    "multiapi-v1": {
        "testOne": calls({"id": 1, "api_version": "1.0.0"}),
        "OperationGroupOne_testTwo": calls({"api_version": "1.0.0"}),
        "testDifferentCalls": calls({"api_version": "1.0.0", "greeting_in_english": "hello"}),
    },
    "multiapi-v1-custom-base-url": {
        "test": [
            Call({"id": 1, "api_version": "1.0.0"}, client={"base_url": "{url}/multiapiCustomBaseUrl/v1"})
        ],
    },
    "multiapi-v2": {
        "testOne": calls({"id": 1, "api_version": "2.0.0"}),
        "OperationGroupOne_testTwo": calls({"api_version": "2.0.0"}),
        "OperationGroupOne_testThree": calls({"api_version": "2.0.0"}),
        "OperationGroupTwo_testFour": calls({"parameter_one": True, "api_version": "2.0.0"}),
        "testDifferentCalls": calls(
            {"api_version": "2.0.0", "greeting_in_english": "hello", "greeting_in_chinese": "nihao"}
        ),
    },
    "multiapi-v2-custom-base-url": {
        "test": [
            Call({"id": 2, "api_version": "2.0.0"}, client={"base_url": "{url}/multiapiCustomBaseUrl/v2"})
        ],
    },
    "multiapi-v3": {
        "OperationGroupOne_testTwo": calls({"api_version": "3.0.0"}),
        "OperationGroupTwo_testFour": calls(
            {"api_version": "3.0.0", "source": "foo"},
            {"api_version": "3.0.0", **PDF},
        ),
        "OperationGroupTwo_testFive": calls({"api_version": "3.0.0"}),
        "testDifferentCalls": calls(
            {
                "api_version": "3.0.0",
                "greeting_in_english": "hello",
                "greeting_in_chinese": "nihao",
                "greeting_in_french": "bonjour",
            }
        ),
    },
}
