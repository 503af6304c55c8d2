"""What the conformance suite expects of a server and no OpenAPI document can give.

The names, texts and URIs are those of the suite; everything goes through the public interface of extensions.
"""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any

from ._kit.mcp.content import ToolError, embedded, image, text
from ._kit.mcp.context import Context, elicitation, roots, sampling
from ._kit.mcp.extension import Extension

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
NAME_FORM = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
CONFIRM_FORM = {"type": "object", "properties": {"ok": {"type": "boolean"}}, "required": ["ok"]}


def extend(extension: Extension) -> None:
    for old, new in RENAMED.items():
        extension.rename(old, new)
    for group in (content, telling, asking, asking_again, changing, resources, prompts):
        group(extension)


RENAMED = {
    "simple_text": "test_simple_text",
    "image": "test_image_content",
    "audio": "test_audio_content",
    "failure": "test_error_handling",
}


def content(extension: Extension) -> None:
    @extension.tool("test_embedded_resource", description="A resource in the answer.", read_only=True)
    async def embeds(context: Context, arguments: dict[str, Any]) -> Any:
        return embedded("test://embedded-resource", "This is an embedded resource content.")

    @extension.tool("test_multiple_content_types", description="All kinds at once.", read_only=True)
    async def mixes(context: Context, arguments: dict[str, Any]) -> Any:
        data = embedded("test://mixed-content-resource", '{"test":"data","value":123}', "application/json")
        return [text("Multiple content types test:"), image(PNG, "image/png"), data]

    @extension.tool(
        "json_schema_2020_12_tool",
        description="Keywords of JSON Schema 2020-12.",
        read_only=True,
        input_schema=SCHEMA_2020_12,
    )
    async def validates(context: Context, arguments: dict[str, Any]) -> Any:
        return arguments

    region = {"type": "string", "x-mcp-header": "Region"}
    schema = {"type": "object", "properties": {"region": region}}

    @extension.tool(
        "test_x_mcp_header", description="An argument in a header.", read_only=True, input_schema=schema
    )
    async def routes(context: Context, arguments: dict[str, Any]) -> Any:
        return f"region: {arguments.get('region')}"


SCHEMA_2020_12 = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "$defs": {
        "address": {
            "$anchor": "addressDef",
            "type": "object",
            "properties": {"street": {"type": "string"}, "city": {"type": "string"}},
        }
    },
    "properties": {
        "name": {"type": "string"},
        "address": {"$ref": "#/$defs/address"},
        "contactMethod": {"type": "string", "enum": ["phone", "email"]},
        "phone": {"type": "string"},
        "email": {"type": "string"},
    },
    "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
    "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
    "then": {"required": ["phone"]},
    "else": {"required": ["email"]},
    "additionalProperties": False,
}


def telling(extension: Extension) -> None:
    @extension.tool("test_tool_with_logging", description="Writes three lines of log.")
    async def logs(context: Context, arguments: dict[str, Any]) -> str:
        for line in ("Tool execution started", "Tool processing data", "Tool execution completed"):
            await context.log(line)
            await asyncio.sleep(0.05)
        return "Logged."

    extension.tool("test_logging_tool", description="Writes three lines of log.")(logs)

    @extension.tool("test_tool_with_progress", description="Reports three times how far it is.")
    async def progresses(context: Context, arguments: dict[str, Any]) -> str:
        for done in (0, 50, 100):
            await context.progress(done, 100, f"{done} of 100")
            await asyncio.sleep(0.05)
        return "Complete."

    @extension.tool("test_reconnection", description="Closes the stream before it answers.")
    async def hangs_up(context: Context, arguments: dict[str, Any]) -> str:
        await context.hang_up()
        await asyncio.sleep(0.1)
        return "The answer after the reconnection."


def form(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": []}


def asking(extension: Extension) -> None:
    prompt = {"type": "object", "properties": {"prompt": {"type": "string"}}, "required": ["prompt"]}
    message = {"type": "object", "properties": {"message": {"type": "string"}}, "required": ["message"]}

    @extension.tool("test_sampling", description="Asks the client's model.", input_schema=prompt)
    async def samples(context: Context, arguments: dict[str, Any]) -> str:
        said = await context.ask(reply=sampling(arguments["prompt"], max_tokens=100))
        return f"LLM response: {said['reply']['content'].get('text', '')}"

    async def asks(context: Context, question: str, schema: dict[str, Any]) -> str:
        said = await context.elicit(question, schema)
        return f"User response: action={said.action}, content={json.dumps(said.values)}"

    @extension.tool("test_elicitation", description="Asks the user.", input_schema=message)
    async def elicits(context: Context, arguments: dict[str, Any]) -> str:
        user = form(username={"type": "string"}, email={"type": "string"})
        return await asks(context, arguments["message"], {**user, "required": ["username", "email"]})

    @extension.tool("test_elicitation_sep1034_defaults", description="Asks with defaults.")
    async def defaults(context: Context, arguments: dict[str, Any]) -> str:
        return await asks(context, "Please check the values", DEFAULTS)

    @extension.tool("test_elicitation_sep1330_enums", description="Asks with choices.")
    async def enums(context: Context, arguments: dict[str, Any]) -> str:
        return await asks(context, "Please choose", ENUMS)

    @extension.tool("test_missing_capability", description="Needs a client that samples.")
    async def needs(context: Context, arguments: dict[str, Any]) -> str:
        await context.ask(reply=sampling("Hello", max_tokens=10))
        return "Sampled."


DEFAULTS = form(
    name={"type": "string", "default": "John Doe"},
    age={"type": "integer", "default": 30},
    score={"type": "number", "default": 95.5},
    status={"type": "string", "enum": ["active", "inactive", "pending"], "default": "active"},
    verified={"type": "boolean", "default": True},
)
TITLED = [{"const": f"value{n}", "title": f"Option {n}"} for n in (1, 2, 3)]
OPTIONS = ["option1", "option2", "option3"]
ENUMS = form(
    untitledSingle={"type": "string", "enum": OPTIONS},
    titledSingle={"type": "string", "oneOf": TITLED},
    legacyEnum={"type": "string", "enum": ["opt1", "opt2", "opt3"], "enumNames": ["One", "Two", "Three"]},
    untitledMulti={"type": "array", "items": {"type": "string", "enum": OPTIONS}},
    titledMulti={"type": "array", "items": {"anyOf": TITLED}},
)


def asking_again(extension: Extension) -> None:
    @extension.tool("test_input_required_result_elicitation", description="Asks the user for a name.")
    async def greets(context: Context, arguments: dict[str, Any]) -> str:
        said = await context.elicit("What is your name?", NAME_FORM, key="user_name")
        return f"Hello, {said.values.get('name')}!"

    extension.tool("test_streaming_elicitation", description="Asks the user for a name.")(greets)

    @extension.tool("test_input_required_result_sampling", description="Asks the model.")
    async def samples(context: Context, arguments: dict[str, Any]) -> str:
        said = await context.ask(capital_question=sampling("What is the capital of France?", max_tokens=100))
        return said["capital_question"]["content"].get("text", "")

    @extension.tool("test_input_required_result_list_roots", description="Asks for folders.")
    async def lists(context: Context, arguments: dict[str, Any]) -> Any:
        return (await context.ask(client_roots=roots()))["client_roots"]

    async def confirms(context: Context, arguments: dict[str, Any]) -> str:
        said = await context.elicit("Please confirm", CONFIRM_FORM, key="confirm")
        return f"state-ok: {said.action}"

    for name in ("test_input_required_result_request_state", "test_input_required_result_tampered_state"):
        extension.tool(name, description="Keeps a state between two rounds.")(confirms)

    @extension.tool("test_input_required_result_multiple_inputs", description="Asks three at once.")
    async def several(context: Context, arguments: dict[str, Any]) -> str:
        await context.ask(
            user_name=elicitation("What is your name?", NAME_FORM),
            greeting=sampling("Generate a greeting", max_tokens=50),
            client_roots=roots(),
        )
        return "All three are answered."

    @extension.tool("test_input_required_result_multi_round", description="Asks twice.")
    async def rounds(context: Context, arguments: dict[str, Any]) -> str:
        colour = {"type": "object", "properties": {"color": {"type": "string"}}, "required": ["color"]}
        name = await context.elicit("Step 1: What is your name?", NAME_FORM, key="step1")
        liked = await context.elicit("Step 2: What is your favorite color?", colour, key="step2")
        return f"{name.values.get('name')} likes {liked.values.get('color')}"

    @extension.tool("test_input_required_result_capabilities", description="Asks what the client can answer.")
    async def what_it_can(context: Context, arguments: dict[str, Any]) -> str:
        questions = {
            "sampling": ("sample", sampling("Say hello", max_tokens=50)),
            "elicitation": ("name", elicitation("What is your name?", NAME_FORM)),
        }
        asked = dict(question for capability, question in questions.items() if context.can(capability))
        if not asked:
            raise ToolError("This client cannot be asked anything.")
        await context.ask(**asked)
        return "Answered."


def changing(extension: Extension) -> None:
    @extension.tool("test_trigger_tool_change", description="Says that the tools have changed.")
    async def tools(context: Context, arguments: dict[str, Any]) -> str:
        await context.changed("tools")
        return "Said."

    @extension.tool("test_trigger_prompt_change", description="Says that the prompts have changed.")
    async def prompts_too(context: Context, arguments: dict[str, Any]) -> str:
        await context.changed("prompts")
        return "Said."


def resources(extension: Extension) -> None:
    @extension.resource("test://static-text", description="A text")
    async def static_text(context: Context) -> str:
        return "This is the content of the static text resource."

    @extension.resource("test://static-binary", description="A picture", mime_type="image/png")
    async def static_binary(context: Context) -> bytes:
        return PNG

    @extension.resource("test://watched-resource", description="A text that may change")
    async def watched(context: Context) -> str:
        return "Watched."

    @extension.resource_template("test://template/{id}/data", mime_type="application/json")
    async def template(context: Context, values: dict[str, str]) -> str:
        return json.dumps({"id": values["id"], "templateTest": True, "data": f"Data for ID: {values['id']}"})


def prompts(extension: Extension) -> None:
    @extension.prompt("test_simple_prompt", description="One message")
    async def simple(context: Context, arguments: dict[str, str]) -> str:
        return "This is a simple prompt for testing."

    both = {"arg1": "The first", "arg2": "The second"}

    @extension.prompt("test_prompt_with_arguments", description="Two arguments", arguments=both)
    async def filled(context: Context, arguments: dict[str, str]) -> str:
        return f"Prompt with arguments: arg1='{arguments['arg1']}', arg2='{arguments['arg2']}'"

    @extension.completion("test_prompt_with_arguments", "arg1")
    async def completes(context: Context, value: str) -> list[str]:
        return [word for word in ("paris", "park", "party") if word.startswith(value)]

    @extension.prompt(
        "test_prompt_with_embedded_resource", description="A resource", arguments={"resourceUri": "Which one"}
    )
    async def with_resource(context: Context, arguments: dict[str, str]) -> Any:
        return [
            embedded(arguments["resourceUri"], "Embedded resource content for testing."),
            "Please process it.",
        ]

    @extension.prompt("test_prompt_with_image", description="A picture")
    async def with_image(context: Context, arguments: dict[str, str]) -> Any:
        return [image(PNG, "image/png"), "Please analyze the image above."]

    @extension.prompt("test_input_required_result_prompt", description="Asks before it is written")
    async def asks(context: Context, arguments: dict[str, str]) -> str:
        context_form = {
            "type": "object",
            "properties": {"context": {"type": "string"}},
            "required": ["context"],
        }
        said = await context.elicit("What context should the prompt use?", context_form, key="user_context")
        return f"Use this context: {said.values.get('context')}"
