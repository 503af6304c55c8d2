/**
 * The wire: how arguments become a request, and an answer a value. It knows nothing of the API; `client.ts` hands over
 * what the API's document says. Sources: RFC 3986, RFC 6265, RFC 6570; OpenAPI 3.2, "Parameter Object".
 */

// ---------------------------------------------------------------------------------------------------------- answers

type GlobalBlob = Blob;
export type { GlobalBlob as Blob };

/** What may be given where the API takes bytes. */
export type Binary = Blob | ArrayBuffer | Uint8Array | ReadableStream<Uint8Array>;

/** What an API sends item by item: `for await (const item of stream)`. It can be read once. */
export type Stream<Item> = AsyncIterable<Item>;

/** An event of a stream of server-sent events, where the API describes events and not what their data holds. */
export interface ServerEvent {
  event?: string;
  data: string;
  id?: string;
  retry?: number;
}

export interface Succeeded<Status extends number, Data> {
  readonly ok: true;
  readonly status: Status;
  readonly data: Data;
  readonly response: Response;
}

export interface Failed<Status extends number, Data> {
  readonly ok: false;
  readonly status: Status;
  readonly data: Data;
  readonly response: Response;
}

interface Classes {
  "1XX": 100 | 101 | 102 | 103;
  "2XX": 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;
  "3XX": 300 | 301 | 302 | 303 | 304 | 305 | 307 | 308;
  "4XX":
    | (400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417 | 418)
    | (421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451);
  "5XX": 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511;
}
type Failure = Classes["3XX" | "4XX" | "5XX"];
type Named<R> = Extract<keyof R, number>;
type Covered<R> = Named<R> | Classes[Extract<keyof R, keyof Classes>];
type Succeeding<R> = Extract<`${Extract<keyof R, string | number>}`, `2${string}`>;
type Rest<R, Data> =
  | Failed<Exclude<Failure, Covered<R>>, Data>
  | ([Succeeding<R>] extends [never] ? Succeeded<Classes["2XX"], Data> : never);
type Answer<R, Key extends keyof R> = Key extends number
  ? `${Key}` extends `2${string}`
    ? Succeeded<Key, R[Key]>
    : Failed<Key, R[Key]>
  : Key extends "2XX"
    ? Succeeded<Exclude<Classes["2XX"], Named<R>>, R[Key]>
    : Key extends keyof Classes
      ? Failed<Exclude<Classes[Key], Named<R>>, R[Key]>
      : Key extends "default"
        ? Rest<R, R[Key]>
        : never;

/** What a call gives, told apart by `ok` and `status`; failures that the document is silent about have `unknown` data. */
export type Result<R> = { [Key in keyof R]: Answer<R, Key> }[keyof R] | ("default" extends keyof R ? never : Rest<R, unknown>);
export type Call<R> = Promise<Result<R>>;
/** The data of a result with a certain status: `Data<Result<PetsGetResponses>, 404>`. */
export type Data<R extends { status: number; data: unknown }, Status extends number> = Extract<R, { status: Status }>["data"];

/** An argument that is missing or cannot be sent. Nothing was sent. */
export class ArgumentError extends Error {
  override readonly name = "ArgumentError";
}

/** What `unwrap` throws for an answer that is no success. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly data: unknown;
  readonly response: Response;

  constructor(answer: Failed<number, unknown>) {
    const said = messageOf(answer.data);
    super(`the API answered ${answer.status}${said ? `: ${said}` : ""}`);
    this.status = answer.status;
    this.data = answer.data;
    this.response = answer.response;
  }
}

/** An answer that is not what the API promised, such as a page of HTML in the place of JSON. */
export class AnswerError extends Error {
  override readonly name = "AnswerError";
  readonly response: Response;
  /** What came. */
  readonly text: string;

  constructor(message: string, response: Response, text: string) {
    super(message);
    this.response = response;
    this.text = text;
  }
}

/** Return the data of a success, or throw an `ApiError`: `const pet = await unwrap(client.pets.get({ petId: 1 }))`. */
export async function unwrap<A extends Succeeded<number, unknown> | Failed<number, unknown>>(
  call: PromiseLike<A>,
): Promise<Extract<A, { ok: true }>["data"]> {
  const answer = await call;
  if (!answer.ok) throw new ApiError(answer);
  return answer.data;
}

function messageOf(data: unknown): string {
  const found = isRecord(data) ? (data["message"] ?? data["detail"] ?? data["title"] ?? data["error"]) : data;
  const text = isRecord(found) ? found["message"] : found;
  return typeof text === "string" ? text.slice(0, 300) : "";
}

// ---------------------------------------------------------------------------------------------------------- records

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly arg?: string;
  readonly required?: boolean;
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  readonly allowEmpty?: boolean;
  readonly content?: string;
}

export interface Encoding {
  readonly contentType?: string;
  readonly style?: string;
  readonly explode?: boolean;
  readonly allowReserved?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly binary?: boolean;
}

export interface Content {
  readonly type: string;
  readonly binary?: boolean;
  /** It carries what the properties of the best one cannot. */
  readonly whole?: boolean;
  readonly encoding?: Readonly<Record<string, Encoding>>;
  /** Of parts without names: of the first ones, and of all others. */
  readonly prefix?: readonly Encoding[];
  readonly item?: Encoding;
}

export interface Body {
  readonly required?: boolean;
  readonly arg?: string;
  /** `{argument: property}` where the properties of the body are arguments. */
  readonly fields?: Readonly<Record<string, string>>;
  /** Properties that must be there, although their arguments are optional: a whole body can take their place. */
  readonly needs?: readonly string[];
  /** The argument that says what is sent. */
  readonly choice?: string;
  readonly content: readonly Content[];
}

export interface Server {
  readonly url: string;
  readonly name?: string;
  readonly variables?: Readonly<Record<string, { readonly default?: string; readonly enum?: readonly string[] }>>;
}

export interface Scheme {
  readonly kind: string;
  readonly in?: string;
  readonly parameter?: string;
  readonly scheme?: string;
  readonly deprecated?: boolean;
  readonly args: readonly string[];
}

export interface Operation {
  readonly key: string;
  readonly parameters?: readonly Parameter[];
  readonly body?: Body;
  readonly security?: readonly (readonly string[])[];
  readonly servers?: readonly Server[];
  readonly accept?: string;
  readonly reads?: string;
  readonly events?: boolean;
}

export interface Api {
  readonly servers?: readonly Server[];
  readonly schemes?: Readonly<Record<string, Scheme>>;
  readonly security?: readonly (readonly string[])[];
}

// --------------------------------------------------------------------------------------------------------- requests

/** A secret, or what gets one each time that it is needed. */
export type Secret = string | (() => string | Promise<string>);
/** Takes over authentication: gets each request as it would be sent, and returns the one to send. */
export type Authenticate = (request: Request) => Request | Promise<Request>;

export interface ClientOptions<Credentials> {
  /** Wins over `server`. */
  readonly baseUrl?: string | undefined;
  /** The position, name or URL of one of the API's servers; the first one without it. */
  readonly server?: number | string | undefined;
  readonly serverVariables?: Readonly<Record<string, string>> | undefined;
  readonly auth?: Credentials | Authenticate | undefined;
  /** Sent with each request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What sends requests, in the place of the global `fetch`: for retries, proxies, logging, tests. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

export interface CallOptions {
  /** One of the media types of the body; the best one without it. */
  readonly contentType?: string | undefined;
  /** Win over all others; null removes one. */
  readonly headers?: Readonly<Record<string, string | null>> | undefined;
  /** Ends the call: `AbortSignal.timeout(5000)`. */
  readonly signal?: AbortSignal | undefined;
}

type Arguments = Readonly<Record<string, unknown>>;
type Settings = ClientOptions<Readonly<Record<string, unknown>>>;

/** Return one method for each operation. */
export function client(
  api: Api,
  operations: Readonly<Record<string, Readonly<Record<string, Operation>>>>,
  settings: Settings,
): unknown {
  const groups = Object.entries(operations).map(([name, group]) => {
    const methods = Object.entries(group).map(([method, operation]) => [method, bound(api, operation, settings)]);
    return [name, Object.fromEntries(methods)];
  });
  return Object.fromEntries(groups);
}

function bound(api: Api, operation: Operation, settings: Settings): unknown {
  const takesNothing = !operation.parameters?.length && !operation.body;
  if (takesNothing) return (options?: CallOptions) => call(api, operation, settings, {}, options ?? {});
  return (given?: Arguments, options?: CallOptions) => call(api, operation, settings, given ?? {}, options ?? {});
}

async function call(
  api: Api,
  operation: Operation,
  settings: Settings,
  given: Arguments,
  options: CallOptions,
): Promise<Succeeded<number, unknown> | Failed<number, unknown>> {
  const auth = settings.auth;
  const credentials = typeof auth === "function" ? [] : await authentication(api, operation, auth ?? {});
  const request = build(api, operation, settings, given, options, credentials);
  const keys = credentials.filter((item) => item.place === "header" && item.name !== "Authorization").map((item) => item.name);
  const response = await send(settings.fetch ?? fetch, typeof auth === "function" ? await auth(request) : request, keys);
  const data = await decode(operation, response);
  return { ok: response.ok, status: response.status, data, response } as Succeeded<number, unknown>;
}

/**
 * Platforms drop `Authorization` and cookies when a redirect leads to another origin; other headers they send there too.
 * So where keys stand in such headers, redirects of reading requests are followed here, and others are handed back.
 * Browsers hide where a redirect leads: there `fetch` follows.
 */
async function send(fetcher: (request: Request) => Promise<Response>, first: Request, keys: readonly string[]): Promise<Response> {
  if (!keys.length) return fetcher(first);
  let request = new Request(first, { redirect: "manual" });
  for (let hops = 0; hops < 20; hops += 1) {
    const response = await fetcher(request);
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (response.type === "opaqueredirect") {
      if (!isRead) throw new AnswerError("the API redirects a request with a key that is no GET", response, "");
      return fetcher(new Request(first, { redirect: "follow" }));
    }
    const location = response.headers.get("location");
    if (!location || !isRead || ![301, 302, 303, 307, 308].includes(response.status)) return response;
    const next = new URL(location, request.url);
    const headers = new Headers(request.headers);
    if (next.origin !== new URL(request.url).origin) for (const name of [...keys, "authorization", "cookie"]) headers.delete(name);
    request = new Request(next, { method: request.method, headers, signal: request.signal, redirect: "manual" });
  }
  throw new ArgumentError("the API redirects without end");
}

/** Return the request that the arguments mean. Throws `ArgumentError`. */
function build(
  api: Api,
  operation: Operation,
  settings: Settings,
  given: Arguments,
  options: CallOptions,
  credentials: readonly Applied[],
): Request {
  const [method = "", path = ""] = split(operation.key, " ");
  const parameters = operation.parameters ?? [];
  const of = (place: string): Parameter[] => parameters.filter((parameter) => parameter.in === place);
  for (const parameter of parameters) assertGiven(parameter, given);
  const query = [
    ...of("query").flatMap((parameter) => queryOf(parameter, valueOf(parameter, given))),
    ...of("querystring").flatMap((parameter) => wholeQuery(parameter, valueOf(parameter, given))),
    ...credentials.filter((item) => item.place === "query").map((item) => `${percent(item.name)}=${percent(item.value)}`),
  ];
  const cookies = [
    ...of("cookie").flatMap((parameter) => cookieOf(parameter, valueOf(parameter, given))),
    ...credentials.filter((item) => item.place === "cookie").map((item) => `${item.name}=${item.value}`),
  ];
  const payload = operation.body && encode(operation.body, given, options.contentType);
  const headers = new Headers({ accept: operation.accept ?? "application/json" });
  const set = (name: string, value: string): void => headers.set(name, headerText(name, value));
  for (const [name, value] of Object.entries(settings.headers ?? {})) set(name, value);
  for (const item of credentials) if (item.place === "header") set(item.name, item.value);
  for (const parameter of of("header")) {
    const value = valueOf(parameter, given);
    const text = isThere(value) ? headerOf(parameter, value) : "";
    if (text || value === "") set(parameter.name, text);
  }
  if (cookies.length) set("cookie", cookies.join("; "));
  if (payload?.type) set("content-type", payload.type);
  for (const [name, value] of Object.entries(options.headers ?? {})) value === null ? headers.delete(name) : set(name, value);
  const url = `${baseUrl(api, operation, settings)}${pathOf(path, of("path"), given)}`;
  const init: RequestInit & { duplex?: "half" } = { method, headers };
  if (options.signal) init.signal = options.signal;
  if (payload) init.body = payload.content;
  if (payload?.content instanceof ReadableStream) init.duplex = "half";
  return new Request(query.length ? `${url}${url.includes("?") ? "&" : "?"}${query.join("&")}` : url, init);
}

function assertGiven(parameter: Parameter, given: Arguments): void {
  const value = valueOf(parameter, given);
  const needed = (parameter.required || parameter.in === "path") && !parameter.allowEmpty;
  if (needed && (value === undefined || value === null)) throw new ArgumentError(`missing required argument: ${argOf(parameter)}`);
}

/** Return a member that a record has itself: names come from documents, and may be `constructor`. */
function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function argOf(parameter: Parameter): string {
  return parameter.arg ?? parameter.name;
}

function valueOf(parameter: Parameter, given: Arguments): unknown {
  return own(given, argOf(parameter));
}

function baseUrl(api: Api, operation: Operation, settings: Settings): string {
  const servers = operation.servers ?? api.servers ?? [];
  const wanted = settings.server;
  const isAddress = typeof wanted === "string" && /^https?:\/\//.test(wanted) && !servers.some((item) => item.url === wanted);
  const found =
    wanted === undefined || operation.servers
      ? servers[0]
      : servers.find((item, index) => index === wanted || item.name === wanted || item.url === wanted);
  const url = settings.baseUrl ?? (isAddress ? wanted : found && filled(found, settings.serverVariables ?? {}));
  if (!url || !/^https?:\/\//.test(url)) throw new ArgumentError("where the API is, is not known: pass `baseUrl` or `server`");
  return url.replace(/\/+$/, "");
}

function filled(server: Server, variables: Readonly<Record<string, string>>): string {
  return server.url.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const declared = own(server.variables ?? {}, name);
    const value = own(variables, name) ?? declared?.default;
    if (value === undefined) throw new ArgumentError(`the server's address needs a value for \`${name}\``);
    if (declared?.enum && !declared.enum.includes(value)) throw new ArgumentError(`the server's \`${name}\` is one of ${declared.enum.join(", ")}`);
    return value;
  });
}

// --------------------------------------------------------------------------------------------------- authentication

interface Applied {
  readonly place: string;
  readonly name: string;
  readonly value: string;
}

/** Return what the first alternative adds whose credentials are all known, or a later one that needs those and more; deprecated
    ones last; nothing where none is known. */
async function authentication(api: Api, operation: Operation, credentials: Arguments): Promise<Applied[]> {
  const schemes = api.schemes ?? {};
  const alternatives = operation.security ?? api.security ?? [...Object.keys(schemes).map((name) => [name]), []];
  const isOld = (needed: readonly string[]): boolean => needed.some((name) => own(schemes, name)?.deprecated);
  let best: readonly string[] | undefined;
  for (const needed of [...alternatives.filter((item) => !isOld(item)), ...alternatives.filter(isOld)]) {
    const found = needed.flatMap((name) => own(schemes, name) ?? []);
    const known = found.every((scheme) => scheme.args.length === 0 || credentials[scheme.args[0] ?? ""]);
    const has = (name: string): boolean => needed.includes(name);
    const isMore = !best || (!isOld(needed) && needed.length > best.length && best.every(has));
    if (found.length && known && isMore) best = needed;
  }
  const chosen = (best ?? []).flatMap((name) => own(schemes, name) ?? []);
  return (await Promise.all(chosen.map((scheme) => applied(scheme, credentials)))).flat();
}

async function applied(scheme: Scheme, credentials: Arguments): Promise<Applied[]> {
  const values = await Promise.all(scheme.args.map((name) => secret(credentials[name])));
  const [first = "", second = ""] = values;
  if (values.length === 0) return [];
  if (scheme.kind === "apiKey") return [{ place: scheme.in ?? "header", name: scheme.parameter ?? "Authorization", value: safe(first) }];
  const word = scheme.kind === "http" ? (scheme.scheme ?? "bearer") : "bearer";
  const isPrefixed = first.toLowerCase().startsWith(`${word} `);
  const value = word === "basic" ? `Basic ${base64(`${first}:${second}`)}` : isPrefixed ? first : `${capitalised(word)} ${first}`;
  return [{ place: "header", name: "Authorization", value: safe(value) }];
}

async function secret(value: unknown): Promise<string> {
  return String((typeof value === "function" ? await value() : value) ?? "");
}

function safe(value: string): string {
  if (/[\x00-\x1f\x7f]/.test(value)) throw new ArgumentError("a credential holds a line break or another control character");
  return value;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

// ------------------------------------------------------------------------------------------------------- parameters

type Encode = (text: string) => string;

function percent(text: string): string {
  try {
    return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  } catch {
    throw new ArgumentError("an argument holds text that is no valid Unicode (a lone surrogate)");
  }
}

/** Percent-encode like `allowReserved`: reserved characters and `%XX` pass, but not those that would end the value. */
function percentReserved(text: string): string {
  const pieces = text.split(/(%[0-9A-Fa-f]{2}|[:/?@!$'()*,;=])/);
  return pieces.map((piece, index) => (index % 2 ? piece : percent(piece))).join("");
}

function verbatim(text: string): string {
  return text;
}

interface Expansion {
  readonly first?: string;
  readonly separator: string;
  readonly named?: boolean;
  readonly ifEmpty?: string;
  readonly delimiter?: string;
}

/** The table of RFC 6570, appendix A. */
const STYLES: Readonly<Record<string, Expansion>> = {
  simple: { separator: "," },
  label: { first: ".", separator: "." },
  matrix: { first: ";", separator: ";", named: true },
  form: { separator: "&", named: true, ifEmpty: "=" },
  spaceDelimited: { separator: "&", named: true, ifEmpty: "=", delimiter: "%20" },
  pipeDelimited: { separator: "&", named: true, ifEmpty: "=", delimiter: "%7C" },
  tabDelimited: { separator: "&", named: true, ifEmpty: "=", delimiter: "%09" },
  cookie: { separator: "; ", named: true, ifEmpty: "=" },
};

/** Return the text of one parameter; empty when there is nothing to send. */
function expand(name: string, value: unknown, style: string, explode: boolean, encode: Encode): string {
  if (style === "deepObject") return deep(name, value).map(([key, text]) => `${encode(key)}=${encode(text)}`).join("&");
  const row = own(STYLES, style) ?? { separator: "&", named: true, ifEmpty: "=" };
  const members = membersOf(encode(name), value, row, explode, encode);
  return members.length ? (row.first ?? "") + members.join(row.separator) : "";
}

function membersOf(name: string, value: unknown, row: Expansion, explode: boolean, encode: Encode): string[] {
  const delimiter = row.delimiter ?? ",";
  const member = (text: string): string => (row.named ? (text ? `${name}=${text}` : name + (row.ifEmpty ?? "")) : text);
  if (Array.isArray(value)) {
    const items = value.filter(isThere).map((item) => encode(flat(item)));
    return explode ? items.map(member) : items.length ? [member(items.join(delimiter))] : [];
  }
  if (!isRecord(value)) return [member(encode(flat(value)))];
  const entries = Object.entries(value).filter(([, item]) => isThere(item));
  const pairs = entries.map(([key, item]) => [encode(key), encode(flat(item))]);
  if (explode) return pairs.map(([key, text]) => `${key}=${text}`);
  return pairs.length ? [member(pairs.flat().join(delimiter))] : [];
}

/** Return the pairs of a nested value, not encoded: `["a[b][c]", "1"]`. */
function deep(name: string, value: unknown): [string, string][] {
  if (Array.isArray(value)) {
    const isNested = value.some((item) => isRecord(item) || Array.isArray(item));
    return value.flatMap((item, index) => (isThere(item) ? deep(isNested ? `${name}[${index}]` : `${name}[]`, item) : []));
  }
  if (!isRecord(value)) return [[name, flat(value)]];
  return Object.entries(value).flatMap(([key, item]) => (isThere(item) ? deep(`${name}[${key}]`, item) : []));
}

/** Return the text of a value in a place that holds primitives: anything else as JSON. */
function flat(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" && value !== null ? json(value) : String(value);
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value, finite) ?? "null";
  } catch (error) {
    throw new ArgumentError(`an argument cannot be written as JSON: ${error instanceof Error ? error.message : ""}`);
  }
}

function finite(_: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError(`${value} is no number`);
  return value;
}

function asContent(type: string, value: unknown): string {
  return isJson(essence(type)) ? json(value) : flat(value);
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Whether a value is a plain object: neither a list nor a date nor bytes. */
function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !(value instanceof Date) && !isBinary(value);
}

function queryOf(parameter: Parameter, value: unknown): string[] {
  const encode = parameter.allowReserved ? percentReserved : percent;
  if (value === undefined) return [];
  if (value === null || value === "") return parameter.allowEmpty || value === "" ? [`${percent(parameter.name)}=`] : [];
  if (parameter.content) return [`${percent(parameter.name)}=${encode(asContent(parameter.content, value))}`];
  const style = parameter.style ?? "form";
  const text = expand(parameter.name, value, style, parameter.explode ?? (style === "form" || style === "deepObject"), encode);
  return text ? [text] : parameter.allowEmpty ? [`${percent(parameter.name)}=`] : [];
}

/** `in: querystring` of OpenAPI 3.2: one value is the whole query. A form may be given ready, as text. */
function wholeQuery(parameter: Parameter, value: unknown): string[] {
  if (!isThere(value)) return [];
  if (essence(parameter.content ?? "") !== "application/x-www-form-urlencoded") return [percent(asContent(parameter.content ?? "", value))];
  if (typeof value === "string") return [percentReserved(value).replaceAll("%26", "&").replaceAll("%2B", "+")];
  const members = isRecord(value) ? Object.entries(value) : [[parameter.name, value] as const];
  return members.flatMap(([name, item]) => (isThere(item) ? [expand(name, item, "form", true, percent)] : [])).filter(Boolean);
}

/** Fill in the path. A value never leaves its segment, and a server can never read it as another path. */
function pathOf(template: string, parameters: readonly Parameter[], given: Arguments): string {
  const path = template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const parameter = parameters.find((item) => item.name === name);
    if (!parameter) throw new ArgumentError(`missing required argument: ${name}`);
    const encode = parameter.allowReserved ? (text: string) => percentReserved(text).replaceAll("?", "%3F") : percent;
    const value = valueOf(parameter, given);
    const text = parameter.content
      ? percent(asContent(parameter.content, value))
      : expand(name, value, parameter.style ?? "simple", parameter.explode ?? false, encode);
    if (!text) throw new ArgumentError(`\`${argOf(parameter)}\` must not be empty: it is part of the path`);
    if (hasDots(text)) throw new ArgumentError(`\`${argOf(parameter)}\` must not have \`.\` or \`..\` as a path segment`);
    return text;
  });
  if (hasDots(path)) throw new ArgumentError(`the path \`${template}\` would lead elsewhere: a segment of it is \`.\` or \`..\``);
  return path;
}

function hasDots(text: string): boolean {
  const plain = text.replace(/%25/g, "%").replace(/%2e/gi, ".").replace(/%2f/gi, "/").replace(/%5c/gi, "\\");
  return plain.split(/[/\\]/).some((segment) => segment === "." || segment === "..");
}

function headerOf(parameter: Parameter, value: unknown): string {
  if (parameter.content) return asContent(parameter.content, value);
  return expand(parameter.name, value, "simple", parameter.explode ?? false, verbatim);
}

/** Return text that is safe as a header's value, as bytes in Latin-1: what `Headers` takes. */
function headerText(name: string, text: string): string {
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(text)) throw new ArgumentError(`\`${name}\` must not hold line breaks or control characters: it is a header`);
  return /^[\x00-\xff]*$/.test(text) && !/[\x80-\xff]/.test(text) ? text : String.fromCharCode(...new TextEncoder().encode(text));
}

/** An exploded list is a pair for each item, as RFC 6265 section 4.2.1 separates them. */
function cookieOf(parameter: Parameter, value: unknown): string[] {
  if (!isThere(value)) return [];
  const { name, style = "form" } = parameter;
  if (parameter.content) return [`${percent(name)}=${percent(asContent(parameter.content, value))}`];
  const unescaped = (text: string): string => {
    if (text.includes(";")) throw new ArgumentError(`\`${argOf(parameter)}\` must not hold a semicolon: it is a cookie`);
    return text;
  };
  const text = expand(name, value, "cookie", parameter.explode ?? true, style === "cookie" ? unescaped : percent);
  return text ? [text] : [];
}

// ----------------------------------------------------------------------------------------------------------- bodies

interface Payload {
  readonly type: string;
  readonly content: BodyInit;
}

function encode(body: Body, given: Arguments, contentType: string | undefined): Payload | undefined {
  const argument = body.arg ?? "body";
  const whole = body.arg || !body.fields ? given[argument] : undefined;
  const fields = body.fields && fieldsOf(body, body.fields, given);
  if (whole !== undefined && fields && Object.keys(fields).length) {
    throw new ArgumentError(`\`${argument}\` is sent in place of the properties of the body: give one of them`);
  }
  const value = whole === undefined ? fields : whole;
  if (value === undefined) {
    if (body.required) throw new ArgumentError(`missing required argument: ${argument}`);
    return undefined;
  }
  const offered = whole !== undefined && body.fields ? body.content.filter((item) => item.whole) : body.content;
  const wanted = contentType ?? (body.choice === undefined ? undefined : given[body.choice]);
  return written(chosen(offered, value, typeof wanted === "string" ? wanted : undefined), value);
}

function fieldsOf(body: Body, fields: Readonly<Record<string, string>>, given: Arguments): Arguments | undefined {
  const entries = Object.entries(fields).flatMap(([arg, wire]) =>
    Object.hasOwn(given, arg) && given[arg] !== undefined ? [[wire, given[arg]] as const] : [],
  );
  const missing = entries.length ? body.needs?.filter((name) => !entries.some(([wire]) => wire === name)) : [];
  if (missing?.length) throw new ArgumentError(`missing ${missing.join(", ")}: give that, or \`${body.arg ?? "body"}\``);
  return entries.length || (body.required && !body.needs) ? Object.fromEntries(entries) : undefined;
}

function written(content: Content, value: unknown): Payload {
  const name = essence(content.type);
  const type = content.type;
  if (content.binary || (isBinary(value) && !name.startsWith("multipart/"))) return bytes(content, value);
  if (name === "application/x-www-form-urlencoded" && isRecord(value)) return urlencoded(content, value);
  if (name.startsWith("multipart/") && isRecord(value)) return multipart(content, partsByName(content, value));
  if (name.startsWith("multipart/") && Array.isArray(value)) return multipart(content, partsByPosition(content, value));
  if (isJson(name) || name.includes("*")) return { type: name.includes("*") ? "application/json" : type, content: json(value) };
  if (Object.hasOwn(LINES, name) && Array.isArray(value)) return { type, content: value.map((item) => `${LINES[name]}${json(item)}\n`).join("") };
  if (name.endsWith("yaml") && typeof value !== "string") return { type, content: json(value) };
  if (isRecord(value) || Array.isArray(value)) throw new ArgumentError(`a body of type \`${name}\` must be given as text`);
  return { type, content: encoded(type, flat(value)) };
}

/** Return text in the charset of its media type. Platforms can write UTF-8; Latin-1 is easy. */
function encoded(type: string, text: string): BlobPart & BodyInit {
  const charset = charsetOf(type);
  if (/^utf-?8$/.test(charset) || (/^(us-ascii|iso-8859-|windows-)/.test(charset) && !/[^\x00-\x7f]/.test(text))) return text;
  if (charset === "iso-8859-1" && !/[^\x00-\xff]/.test(text)) return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
  throw new ArgumentError(`this text cannot be written as \`${charset}\``);
}

const LINES: Readonly<Record<string, string>> = {
  "application/jsonl": "",
  "application/x-ndjson": "",
  "application/ndjson": "",
  "application/x-jsonlines": "",
  "application/json-seq": "\x1e",
};

function chosen(offered: readonly Content[], value: unknown, wanted: string | undefined): Content {
  if (wanted !== undefined) {
    const declared = offered.find((item) => essence(item.type) === essence(wanted));
    return { ...declared, type: wanted };
  }
  const fitting = offered.filter((item) => Boolean(item.binary) === isBinary(value));
  const same = fitting.find((item) => value instanceof Blob && essence(item.type) === essence(value.type));
  return same ?? fitting[0] ?? offered[0] ?? { type: isBinary(value) ? "application/octet-stream" : "application/json" };
}

function bytes(content: Content, value: unknown): Payload {
  const said = value instanceof Blob ? value.type : "";
  const type = content.type.includes("*") ? said || "application/octet-stream" : content.type;
  if (!isBinary(value) && typeof value !== "string") throw new ArgumentError(`a body of type \`${essence(content.type)}\` must be bytes`);
  return { type, content: value as BodyInit };
}

function isBinary(value: unknown): value is Binary {
  return value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value) || value instanceof ReadableStream;
}

function urlencoded(content: Content, value: Readonly<Record<string, unknown>>): Payload {
  const pieces = Object.entries(value).flatMap(([name, item]) => formPieces(name, item, own(content.encoding ?? {}, name) ?? {}));
  return { type: content.type, content: pieces.join("&") };
}

function formPieces(name: string, value: unknown, encoding: Encoding): string[] {
  if (value === undefined) return [];
  if (encoding.style !== undefined || encoding.explode !== undefined || encoding.allowReserved) {
    const style = encoding.style ?? "form";
    const explode = encoding.explode ?? (style === "form" || style === "deepObject");
    const text = value === null ? "" : expand(name, value, style, explode, encoding.allowReserved ? percentReserved : percent);
    return text ? [text] : [];
  }
  const items = value === null ? [""] : repeated(value, encoding);
  return items.map((item) => `${formText(name)}=${formText(propertyText(encoding, item))}`);
}

function formText(text: string): string {
  return percent(text).replaceAll("%20", "+");
}

function propertyText(encoding: Encoding, value: unknown): string {
  return isJson(essence(encoding.contentType ?? "")) ? json(value) : flat(value);
}

/** An array is sent item by item, unless its encoding says that it is one JSON document. */
function repeated(value: unknown, encoding: Encoding): unknown[] {
  return Array.isArray(value) && !isJson(essence(encoding.contentType ?? "")) ? value.filter(isThere) : [value];
}

/** Written by hand: `FormData` gives a file name to every part that has a content type. */
function multipart(content: Content, parts: readonly BlobPart[][]): Payload {
  const mark = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const pieces = parts.flatMap((item) => [`--${mark}\r\n`, ...item, "\r\n"]);
  return { type: `${essence(content.type)}; boundary=${mark}`, content: new Blob([...pieces, `--${mark}--\r\n`]) };
}

function partsByPosition(content: Content, items: readonly unknown[]): BlobPart[][] {
  return items.map((item, index) => {
    const encoding = content.prefix?.[index] ?? content.item ?? {};
    const type = isRecord(item) || Array.isArray(item) || isBinary(item) ? undefined : "text/plain; charset=utf-8";
    return part(undefined, item, type && !encoding.contentType ? { ...encoding, contentType: type } : encoding);
  });
}

function partsByName(content: Content, value: Readonly<Record<string, unknown>>): BlobPart[][] {
  const given = Object.entries(value).filter(([, item]) => isThere(item));
  return given.flatMap(([name, item]) => {
    const encoding = own(content.encoding ?? {}, name) ?? {};
    return partsOf(name, item, encoding).map(([key, one]) => part(key, one, encoding));
  });
}

/** Return the parts of a property: by its style where it has one, which then is not percent-encoded. */
function partsOf(name: string, value: unknown, encoding: Encoding): (readonly [string, unknown])[] {
  if ((encoding.style === undefined && encoding.explode === undefined) || isBinary(value)) {
    return repeated(value, encoding).map((item) => [name, item]);
  }
  const style = encoding.style ?? "form";
  if (style === "deepObject" || (!Array.isArray(value) && !isRecord(value))) return deep(name, value);
  if (encoding.explode ?? style === "form") return Array.isArray(value) ? value.map((item) => [name, item]) : Object.entries(value);
  const items = Array.isArray(value) ? value : Object.entries(value).flat();
  return [[name, items.map(flat).join({ spaceDelimited: " ", pipeDelimited: "|" }[style] ?? ",")]];
}

function part(name: string | undefined, value: unknown, encoding: Encoding): BlobPart[] {
  const isFile = encoding.binary || isBinary(value);
  const isText = !isFile && !(isRecord(value) || Array.isArray(value));
  const declared = (encoding.contentType ?? "").split(",").map((item) => item.trim()).find((item) => item && !item.includes("*"));
  const own = value instanceof Blob ? value.type : "";
  const type = own || declared || (isFile ? "application/octet-stream" : isText ? "" : "application/json");
  const fileName = value instanceof File ? value.name : isFile ? name : undefined;
  const file = fileName === undefined ? "" : `; filename="${quoted(fileName)}"`;
  const headers = name === undefined ? [] : [`Content-Disposition: form-data; name="${quoted(name)}"${file}`];
  const more = Object.entries(encoding.headers ?? {}).map(([header, text]) => `${header}: ${headerLine(text)}`);
  const said = type ? [`Content-Type: ${headerLine(type)}`] : [];
  headers.push(...(name === undefined ? [...said, ...more] : [...more, ...said]));
  const content = isFile ? (value as BlobPart) : isJson(essence(type)) ? json(value) : encoded(type, flat(value));
  return [headers.map((header) => `${header}\r\n`).join(""), "\r\n", content];
}

/** Escape as browsers do. Source: HTML, "multipart/form-data encoding algorithm". */
function quoted(text: string): string {
  return text.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function headerLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}

// ---------------------------------------------------------------------------------------------------------- reading

function essence(type: string): string {
  return (split(type, ";")[0] ?? "").trim().toLowerCase();
}

function isJson(name: string): boolean {
  return name.endsWith("/json") || name.endsWith("+json") || name === "text/json";
}

function split(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + sign.length)];
}

async function decode(operation: Operation, response: Response): Promise<unknown> {
  const name = essence(response.headers.get("content-type") ?? "");
  const reads = response.ok ? (operation.reads ?? "json") : "any";
  if (response.ok && name === "text/event-stream") return events(response, operation.events ?? false);
  if (response.ok && (Object.hasOwn(LINES, name) || name === "application/stream+json")) return lines(response, name);
  if (response.status === 204 || response.status === 205) return undefined;
  if (reads === "blob") return response.blob();
  const isText = name.startsWith("text/") || /(json|xml|yaml|javascript|form-urlencoded)$/.test(name) || !name;
  if (reads === "any" && !isText) return response.blob();
  const text = await textOf(response);
  if (reads === "text") return text;
  if (!text) return undefined;
  const found = isJson(name) || /^\s*[[{]/.test(text) ? parsed(text) : undefined;
  if (found || reads === "any") return found ? found.value : text;
  throw new AnswerError(`${operation.key} answered ${response.status}, but not in JSON`, response, text);
}

async function textOf(response: Response): Promise<string> {
  const charset = charsetOf(response.headers.get("content-type") ?? "");
  const content = await response.arrayBuffer();
  try {
    return new TextDecoder(charset).decode(content);
  } catch {
    return new TextDecoder().decode(content);
  }
}

function charsetOf(type: string): string {
  return /;\s*charset="?([^";\s]+)/i.exec(type)?.[1]?.toLowerCase() ?? "utf-8";
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

async function* lines(response: Response, name: string): AsyncGenerator<unknown> {
  const end = name === "application/json-seq" ? /\x1e/ : /\r?\n/;
  for await (const line of textLines(response, end, end)) if (line.trim()) yield JSON.parse(line);
}

/** Source: HTML, "Interpreting an event stream". */
async function* events(response: Response, areWhole: boolean): AsyncGenerator<unknown> {
  let data: string[] = [];
  let event: Omit<ServerEvent, "data"> = {};
  for await (const line of textLines(response, /\r\n|\n|\r(?!$)/, /\r\n|\n|\r/)) {
    const [field, rest] = split(line, ":");
    const value = rest.startsWith(" ") ? rest.slice(1) : rest;
    if (field === "data") data.push(value);
    else if (field === "event") event.event = value;
    else if (field === "id") event.id = value;
    else if (field === "retry" && /^\d+$/.test(value)) event.retry = Number(value);
    if (line !== "") continue;
    const text = data.join("\n");
    if (data.length && areWhole) yield { ...event, data: text };
    else if (data.length && text !== "[DONE]") yield (parsed(text) ?? { value: text }).value;
    data = [];
    event = {};
  }
}

/** Yield what stands between ends of lines; `last` ends them in what is left when no more comes. */
async function* textLines(response: Response, end: RegExp, last: RegExp): AsyncGenerator<string> {
  const reader = response.body?.getReader();
  if (!reader) return;
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const pieces = rest.split(done ? last : end);
      rest = pieces.pop() ?? "";
      yield* pieces;
      if (done) break;
    }
    if (rest) yield rest;
  } finally {
    await reader.cancel();
  }
}
