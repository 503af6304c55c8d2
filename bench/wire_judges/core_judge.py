"""Runs where openapi-core is: validates each request on standard input, and prints what is wrong with it."""

import base64
import json
import resource
import sys
import warnings
from http.cookies import SimpleCookie
from urllib.parse import parse_qsl, unquote

from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from werkzeug.datastructures import Headers, ImmutableMultiDict


class Request:
    """What openapi-core wants to know of a request."""

    def __init__(self, sent):
        target, _, query = sent["target"].partition("?")
        headers = Headers([(name, value) for name, value in sent["headers"]])
        cookies = SimpleCookie(headers.get("cookie", ""))
        self.host_url = "https://judge.example"
        # What frameworks hand over is decoded, but a slash inside a value must not look like the path's own.
        self.path = unquote(target.replace("%2F", "%252F"))
        self.method = sent["method"]
        self.content_type = headers.get("content-type", "")
        self.body = base64.b64decode(sent["body"]) or None
        self.parameters = RequestParameters(
            query=ImmutableMultiDict(parse_qsl(query, keep_blank_values=True)),
            header=headers,
            cookie=ImmutableMultiDict([(name, unquote(item.value)) for name, item in cookies.items()]),
        )


def complaints(error):
    """Return the message with those of its causes, shortened."""
    texts = []
    while error is not None and len(texts) < 4:
        details = [item.message for item in getattr(error, "schema_errors", ())]
        texts += [_shortened(text) for text in details or [str(error)]]
        error = error.__cause__
    return " <- ".join(dict.fromkeys(texts))


def _shortened(text):
    """Keep both ends: the value stands at the beginning, what is wrong with it at the end."""
    return text if len(text) <= 300 else f"{text[:150]} ... {text[-150:]}"


def main():
    warnings.simplefilter("ignore")
    job = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_CPU, (job["cpu_seconds"], job["cpu_seconds"]))
    # It reads `application/json` only where the document says exactly that.
    more = dict.fromkeys(job["json_types"], json.loads)
    config = Config(spec_validator_cls=None, extra_media_type_deserializers=more)
    api = OpenAPI.from_dict(job["document"], config=config)
    found = []
    for sent in job["requests"]:
        if "refused" in sent:
            found.append("refused: " + sent["refused"])
            continue
        try:
            api.validate_request(Request(sent))
            found.append(None)
        except OpenAPIError as error:
            found.append(complaints(error))
        except Exception as error:  # the judge itself fails on some documents; that is said, not hidden
            found.append(f"the judge failed: {type(error).__name__}: {error}"[:300])
    json.dump(found, sys.stdout)


main()
