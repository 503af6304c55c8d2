"""The main document and all that it refers to, read when needed and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from integen.diagnostics.codes import CODES
from integen.diagnostics.diagnostic import Diagnostic, Diagnostics, DocumentError
from integen.diagnostics.provenance import Provenance
from integen.ir.origin import Origin, child
from integen.ir.schema import JsonValue
from integen.source import address, fetch, frame, identity
from integen.source.document import Document
from integen.source.laid import Laid
from integen.source.parse import Parsed, check_serialisable, parse
from integen.source.pointer import Dangling, spelled, step, tokens_of
from integen.source.reading import Reading
from integen.source.repeats import repeated_keys
from integen.source.resources import Resource, Resources
from integen.source.trouble import trouble

_HOPS = 32


class UnresolvedError(Exception):
    """A reference that cannot be followed; the diagnostic stands at the reference and says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Sources:
    """A set of documents. Not for concurrent use: resolving reads documents and fills caches."""

    def __init__(self, main: Document, *, reading: Reading) -> None:
        self.main = main
        self.documents: dict[str, Document] = {"": main}
        """By the document part of origins; the main one first, others in the order of reading."""
        self.diagnostics = Diagnostics()
        """Warnings about the texts; `lower` passes them on."""
        self.reading = reading
        self.provenance = Provenance()
        """Where the nodes of the main document were written, once overlays have changed it."""
        self.laid: list[Laid] = []
        """The overlays that changed it, in order."""
        self._home = main.uri
        """Whose origin the headers are for: what the user named, wherever that redirects to."""
        self._bounds = address.Bounds(main=main.uri, allowed=reading.allow_origins)
        self._bytes = len(main.text)
        self._resolved: dict[tuple[Origin, str], tuple[Origin, JsonValue]] = {}
        self._failed: dict[str, DocumentError] = {}
        self._resources = Resources()
        self._resources.add(main)
        self._named = bool(identity.identity(main))
        """Some document says which URI it is."""

    @classmethod
    def load(
        cls,
        location: str,
        *,
        stdin: bytes | None = None,
        reading: Reading | None = None,
        amend: Callable[[Sources], None] | None = None,
        framed: bool = True,
    ) -> Sources:
        """Read the main document from a path, an `http(s)` URL or `-`, which means `stdin`.

        `amend` may change it before anything is made of it. Without `framed` it may be any JSON value.
        Raises DocumentError.
        """
        name, fetched, reading = _fetched(location, stdin, reading or Reading())
        try:
            parsed = parse(fetched.data, name)
        except DocumentError as error:
            error.documents[""] = _broken(name, fetched)
            raise
        sources = cls(_document("", name, fetched.uri, parsed), reading=reading)
        sources._home = name
        sources.diagnostics.items.extend(fetched.accepted())
        sources._remark(parsed, name)
        try:
            if amend is not None:
                amend(sources)
            if framed:
                frame.check(sources.main, sources.diagnostics)
        except DocumentError as error:
            error.documents.update({**sources.documents, **error.documents})
            error.provenance = sources.provenance
            raise
        return sources

    def read_beside(self, location: str) -> Document:
        """Read a document that no reference leads to, such as an overlay, from a path or an `http(s)` URL.

        Headers go along when it is of the main document's own origin. Raises DocumentError.
        """
        name, fetched, _ = _fetched(location, None, self._reading_of(location))
        key = address.key_of(self.main.uri, fetched.uri)
        try:
            self._check_size(name)
            parsed = parse(fetched.data, name)
        except DocumentError as error:
            error.documents[key] = replace(_broken(name, fetched), id=key)
            raise
        self.diagnostics.items.extend(fetched.accepted())
        self._remark(parsed, name)
        self._bytes += len(parsed.text)
        self.documents[key] = _document(key, name, fetched.uri, parsed)
        self._resources.add(self.documents[key])
        return self.documents[key]

    def changed(self, value: JsonValue) -> None:
        """Let the main document hold another value than its text says. Raises DocumentError."""
        check_serialisable(value, self.main.name)
        self.main = self.documents[""] = replace(self.main, value=value)
        self._named = bool(identity.identity(self.main))
        self._resources = Resources()
        self._resources.add(self.main, changed=True)

    def with_texts(self, documents: Iterable[Document]) -> Sources:
        """Return a set like this one in which these documents stand in the place of those that were read."""
        after = {**self.documents, **{document.id: document for document in documents}}
        new = Sources(after.pop(""), reading=self.reading)
        new._home = self._home
        for document in after.values():
            new.documents[document.id] = document
            new._resources.add(document)
            new._named = new._named or bool(identity.identity(document))
        return new

    def resolve(self, origin: Origin, ref: str) -> tuple[Origin, JsonValue]:
        """Return where `ref`, standing at `origin`, leads to, and what is there. Raises UnresolvedError."""
        scope = self._resources.enclosing(origin).origin
        found = self._resolved.get((scope, ref))
        if found is None:
            found = self._resolved[scope, ref] = self._look_up(origin, ref, 0)
        return found

    def at(self, origin: Origin) -> JsonValue:
        """Return what stands at an origin of a document that was read. Raises KeyError."""
        document, _, fragment = origin.partition("#")
        value = self.documents[document].value
        try:
            for token in tokens_of(fragment.replace("%", "%25")):
                value = step(value, token)
        except Dangling as error:
            raise KeyError(origin) from error
        return value

    def digest(self) -> str:
        """Return the SHA-256, in hexadecimal, over the text of every document read so far."""
        total = hashlib.sha256()
        for key, document in sorted(self.documents.items()):
            total.update(f"{len(key)} {key} {len(document.text)}\n".encode())
            total.update(document.text)
        return total.hexdigest()

    @property
    def unread(self) -> tuple[str, ...]:
        """Documents that were referred to and could not be read; once they can, what is generated changes."""
        return tuple(self._failed)

    def _look_up(self, origin: Origin, ref: str, hops: int) -> tuple[Origin, JsonValue]:
        target, _, fragment = ref.partition("#")
        resource = self._resources.enclosing(origin)
        if target:
            named = self._resources.named(resource, target)
            resource = named or self._resources.root(self._document_at(origin, resource, target).id)
        if not fragment or fragment[0] == "/":
            return self._within(origin, resource, ref, fragment, hops)
        place = self._resources.anchor(resource, fragment)
        if place is None:
            raise _unresolved("IG201", f"`{ref}` does not exist", origin)
        return place, self.at(place)

    def _within(
        self, origin: Origin, resource: Resource, ref: str, fragment: str, hops: int
    ) -> tuple[Origin, JsonValue]:
        """Walk the pointer; where a `$id` takes it away from the document's root, that may be meant."""
        try:
            return self._walk(origin, resource.origin, ref, fragment, hops)
        except UnresolvedError:
            if not resource.embedded:
                raise
            root = self._resources.root(resource.origin.partition("#")[0])
            # It counts as many hops: else two ways at each of them would be billions.
            found = self._walk(origin, root.origin, ref, fragment, hops + _HOPS // 4)
        message = f"`{ref}` does not exist below the `$id` around it"
        note = "it is read from the root of the document"
        self.diagnostics.report("IG205", message, origin, note=note)
        return found

    def _walk(
        self, origin: Origin, start: Origin, ref: str, fragment: str, hops: int
    ) -> tuple[Origin, JsonValue]:
        place, value = start, self.at(start)
        for token, written in spelled(fragment):
            # A pointer may lead through a reference: tools that bundle documents write such pointers.
            while isinstance(value, dict) and isinstance(value.get("$ref"), str) and token not in value:
                if hops >= _HOPS:
                    raise _unresolved("IG203", f"`{ref}` never arrives at a value", origin)
                hops += 1
                place, value = self._look_up(place, value["$ref"], hops)
            if isinstance(value, dict) and token not in value:
                token = written
            try:
                value = step(value, token)
            except Dangling:
                raise _unresolved("IG201", f"`{ref}` does not exist", origin) from None
            place = child(place, token)
        return place, value

    def _document_at(self, origin: Origin, base: Resource, target: str) -> Document:
        if self._named:
            known = identity.named(self.documents.values(), base.uri, target)
            if known is not None:
                return known
        document = self.documents[base.origin.partition("#")[0]]
        first, *others = identity.located(document, base.uri, target)
        try:
            return self._opened(origin, document, first)
        except UnresolvedError:
            for place in others:  # many name a base that they do not mean
                with suppress(UnresolvedError):
                    return self._opened(origin, document, place)
            raise

    def _opened(self, origin: Origin, base: Document, target: str) -> Document:
        try:
            uri = address.target_uri(self._bounds, base.uri, target)
        except address.OutOfBounds as error:
            raise _unresolved("IG202", f"`{target}` may not be read: {error}", origin) from None
        if uri == self.main.uri:
            return self.main
        name = address.key_of(self.main.uri, uri)
        if name not in self.documents:
            try:
                read = self.documents[name] = self._read(name, uri)
            except DocumentError as error:
                raise UnresolvedError(_with_reference(error.diagnostic, origin)) from None
            self._named = self._named or bool(identity.identity(read))
            self._resources.add(read)
        return self.documents[name]

    def _read(self, key: str, uri: str) -> Document:
        if key in self._failed:
            raise self._failed[key]
        name = address.display_name(self.main.name, self.main.uri, key)
        try:
            self._check_size(name)
            if address.is_url(uri):
                fetched = fetch.from_web(uri, name, self._reading_of(uri), stay=True)
            else:
                fetched = fetch.from_file(address.local_path(uri), name, self.reading.limits)
            parsed = parse(fetched.data, name)
        except DocumentError as error:
            self._failed[key] = error
            raise
        self.diagnostics.items.extend(fetched.accepted())
        self._remark(parsed, name)
        self._bytes += len(parsed.text)
        return _document(key, name, uri, parsed)

    def _reading_of(self, location: str) -> Reading:
        """Return how another document is read: without the headers where they are not for its origin."""
        at_home = address.is_url(location) and address.same_origin(location, self._home)
        return self.reading if at_home else replace(self.reading, headers={})

    def _check_size(self, name: str) -> None:
        """Raises DocumentError when the documents together are more than one may be."""
        limits = self.reading.limits
        if len(self.documents) + len(self._failed) >= limits.documents or self._bytes > limits.bytes:
            raise trouble("IG011", f"`{name}` is one document too many for this set", name)

    def _remark(self, parsed: Parsed, name: str) -> None:
        self.diagnostics.items.extend(parsed.warnings)
        for key, position in repeated_keys(parsed.text, parsed.format):
            message = f"the key `{key}` stands here for the second time"
            self.diagnostics.report(
                "IG009", message, position=position, source=name, note="the last one wins"
            )


def _document(key: str, name: str, uri: str, parsed: Parsed) -> Document:
    return Document(id=key, name=name, uri=uri, value=parsed.value, text=parsed.text, format=parsed.format)


def _fetched(location: str, stdin: bytes | None, reading: Reading) -> tuple[str, fetch.Fetched, Reading]:
    """Return the name for messages, the bytes, and the reading with credentials of the URL in its headers."""
    if location == "-":
        return "<stdin>", fetch.from_stdin(stdin, reading.limits), reading
    if not address.is_url(location):
        return location, fetch.from_file(Path(location), location, reading.limits), reading
    name = address.without_credentials(location)
    try:
        credentials = address.basic_credentials(location)
    except ValueError:
        raise trouble("IG004", f"`{name}` is not a valid URL", name) from None
    if credentials is not None:
        reading = replace(reading, headers={"authorization": credentials, **reading.headers})
    return name, fetch.from_web(name, name, reading, stay=False), reading


def _broken(name: str, fetched: fetch.Fetched) -> Document:
    return Document(id="", name=name, uri=fetched.uri, value=None, text=fetched.data, format="yaml")


def _unresolved(code: str, message: str, origin: Origin) -> UnresolvedError:
    entry = CODES[code]
    return UnresolvedError(
        Diagnostic(code=code, message=message, severity=entry.severity, origin=origin, hint=entry.fix)
    )


def _with_reference(diagnostic: Diagnostic, origin: Origin) -> Diagnostic:
    """Locate a broken document's diagnostic at its own text, or else at the reference that led to it."""
    if diagnostic.position is not None:
        return diagnostic
    return Diagnostic(
        code=diagnostic.code,
        message=diagnostic.message,
        severity=diagnostic.severity,
        origin=origin,
        note=diagnostic.note,
        hint=diagnostic.hint,
    )
