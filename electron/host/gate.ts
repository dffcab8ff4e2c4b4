/**
 * Who may speak to the loopback listener at all, decided on the head of a request alone.
 *
 * Any web page in any browser of this computer can send requests to 127.0.0.1, and with DNS rebinding can even make
 * them look same-origin to the browser. So the Host must be exactly ours, everything that changes something must carry
 * our Origin, and what the browser itself says about the request (Fetch Metadata) must agree. No CORS header is ever
 * sent and no preflight answered.
 */
export interface RequestHead {
  readonly method: string;
  /** The request target as it stood on the first line. */
  readonly target: string;
  /** Name, value, name, value …, as received: duplicates must be visible. */
  readonly rawHeaders: readonly string[];
}

export interface GateRefusal {
  readonly status: 400 | 403 | 405 | 413 | 415 | 417 | 421;
  /** English, for a person reading a log or a test; never shown to a clerk. */
  readonly reason: string;
}

export interface GateRules {
  /** `127.0.0.1:port`, the only name under which we answer. */
  readonly host: string;
  readonly bodyLimitBytes: number;
}

type Headers = ReadonlyMap<string, readonly string[]>;
type Check = (head: RequestHead, headers: Headers, rules: GateRules) => GateRefusal | undefined;

const no = (status: GateRefusal['status'], reason: string): GateRefusal => ({ status, reason });

export function headersOf(rawHeaders: readonly string[]): Headers {
  const headers = new Map<string, string[]>();
  rawHeaders.forEach((name, at) => {
    if (at % 2 === 1) return;
    const key = name.toLowerCase();
    headers.set(key, [...(headers.get(key) ?? []), rawHeaders[at + 1] ?? '']);
  });
  return headers;
}

/** Two of one of these can make two readers see two requests. */
const single = ['host', 'origin', 'content-type', 'content-length', 'cookie', 'sec-fetch-site', 'transfer-encoding'];

const checkSingle: Check = (_head, headers) => {
  const doubled = single.find((name) => (headers.get(name)?.length ?? 0) > 1);
  return doubled === undefined ? undefined : no(400, `more than one ${doubled}`);
};

const checkHost: Check = (head, headers, rules) => {
  if (headers.get('host')?.[0] !== rules.host) return no(421, 'not our name');
  return head.target.startsWith('/') ? undefined : no(400, 'target is not a path');
};

const checkMethod: Check = (head) =>
  head.method === 'GET' || head.method === 'POST' ? undefined : no(405, 'GET and POST only');

/** `none` is a person typing the address or the browser we started; `same-site` would be another port of 127.0.0.1. */
const checkFetchSite: Check = (head, headers) => {
  const site = headers.get('sec-fetch-site')?.[0];
  const isOurs = site === undefined || site === 'same-origin' || (site === 'none' && head.method === 'GET');
  return isOurs ? undefined : no(403, 'asked for by another site');
};

const checkOrigin: Check = (head, headers, rules) => {
  const origin = headers.get('origin')?.[0];
  if (origin === undefined) return head.method === 'GET' ? undefined : no(403, 'no origin');
  return origin === `http://${rules.host}` ? undefined : no(403, 'another origin');
};

const checkBody: Check = (head, headers, rules) => {
  if (headers.has('expect')) return no(417, 'no expectations');
  if (head.method === 'GET') {
    const isBodied = headers.has('transfer-encoding') || (headers.get('content-length')?.[0] ?? '0') !== '0';
    return isBodied ? no(400, 'GET with a body') : undefined;
  }
  const type = headers.get('content-type')?.[0]?.toLowerCase().replaceAll(' ', '');
  if (type !== 'application/json' && type !== 'application/json;charset=utf-8') return no(415, 'JSON only');
  if (headers.has('content-encoding') || headers.has('content-disposition')) return no(415, 'plain JSON only');
  return Number(headers.get('content-length')?.[0] ?? 0) > rules.bodyLimitBytes ? no(413, 'too large') : undefined;
};

const checkUpgrade: Check = (_head, headers) => (headers.has('upgrade') ? no(403, 'no upgrades') : undefined);

const checks: readonly Check[] = [
  checkSingle,
  checkHost,
  checkMethod,
  checkUpgrade,
  checkFetchSite,
  checkOrigin,
  checkBody,
];

/** The first reason to refuse the request, or undefined. */
export function refuseAtGate(head: RequestHead, rules: GateRules): GateRefusal | undefined {
  const headers = headersOf(head.rawHeaders);
  for (const check of checks) {
    const refusal = check(head, headers, rules);
    if (refusal) return refusal;
  }
  return undefined;
}
