import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Who is a window of ours. The program opens the browser at an address whose fragment holds a one-time token (a fragment
 * is never sent, so it stands in no request and no Referer); the page exchanges it once for an HttpOnly cookie. Cookies
 * ignore ports, so the cookie's name is random for each start: a page on another port of 127.0.0.1 can neither read nor
 * guess it, and the cookie of an earlier start is not even looked at. Only digests are kept, compared in constant time.
 */
export interface Admissions {
  /** The random name of this start's cookie. */
  readonly cookieName: string;
  /** A token for one window, good for one exchange within ten minutes. */
  readonly mint: () => string;
  /** Cookie and connection for a good token; the token is spent. `displaced` lost its place to the new one. */
  readonly exchange: (token: string) => Admission | undefined;
  /** The connection that holds the cookie of this `Cookie` header. */
  readonly find: (cookieHeader: string | undefined) => string | undefined;
  /** Every live connection, for closing. */
  readonly connections: () => readonly string[];
}
export interface Admission {
  readonly cookie: string;
  readonly connection: string;
  readonly displaced?: string;
}
export interface AdmissionPorts {
  readonly random: (count: number) => Uint8Array;
  readonly now: () => number;
}

const tokenLifeMs = 10 * 60 * 1000;
/** More windows than a desk has, few enough that abandoned ones do not pile up. */
const mostTokens = 16;
const mostConnections = 16;

interface Held {
  readonly digest: Buffer;
  /** End of life in ms for a token, the connection's id for a cookie. */
  readonly value: string;
}

const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** `filter`, because it looks at every one: the time does not tell which came near. */
function findHeld(held: readonly Held[], secret: string): Held | undefined {
  const digest = digestOf(secret);
  const [found] = held.filter((one) => timingSafeEqual(one.digest, digest));
  return found;
}

export function createAdmissions(ports: AdmissionPorts): Admissions {
  const secret = (): string => Buffer.from(ports.random(32)).toString('base64url');
  const cookieName = `tongban-${Buffer.from(ports.random(8)).toString('hex')}`;
  let tokens: readonly Held[] = [];
  let cookies: readonly Held[] = [];
  return {
    cookieName,
    mint: () => {
      const token = secret();
      tokens = [...tokens, { digest: digestOf(token), value: String(ports.now() + tokenLifeMs) }].slice(-mostTokens);
      return token;
    },
    exchange: (token) => {
      const held = findHeld(tokens, token);
      if (!held) return undefined;
      tokens = tokens.filter((one) => one !== held);
      if (ports.now() > Number(held.value)) return undefined;
      const cookie = secret();
      const connection = secret();
      const displaced = cookies.length < mostConnections ? undefined : cookies[0]?.value;
      cookies = [...cookies, { digest: digestOf(cookie), value: connection }].slice(-mostConnections);
      return { cookie, connection, ...(displaced === undefined ? {} : { displaced }) };
    },
    find: (cookieHeader) => {
      const cookie = readCookie(cookieHeader ?? '', cookieName);
      return cookie === undefined ? undefined : findHeld(cookies, cookie)?.value;
    },
    connections: () => cookies.map((one) => one.value),
  };
}

/** The value of the one cookie of this name; two of them mean somebody is planting cookies, so neither counts. */
function readCookie(header: string, name: string): string | undefined {
  const values = header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
}
