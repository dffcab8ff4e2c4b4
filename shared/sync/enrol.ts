/**
 * Joining a desk to its hub, confirmed on both sides. The hub's operator makes an invitation for one desk (which station, which duties)
 * and gives its code, or the QR that holds address, key and code. The desk calls the hub and both prove that they know the code, each bound
 * to the TLS key the desk sees and to the desk's own key: so whoever stands in between has nothing, not even a guess (the code is stretched).
 * Then both show the same six digits, a person at each compares them, and only after both said yes is the desk let in.
 */
import { base64urlnopad } from '@scure/base';
import { z } from 'zod';
import { base32Alphabet, base32Decode, base32Encode, readLookAlikes } from '../kernel/base32.ts';
import { dashes, toAsciiUpper, toHalfWidth, withoutBlanks } from '../kernel/half-width.ts';
import type { Sm3 } from '../kernel/ports.ts';
import { idSchema } from '../journal/entry.ts';

/** 12 characters of Crockford's base32, in groups of four: 60 bits, used once, within a day. */
export const codeCharacters = 12;
export const invitationHours = 24;

/** How both sides stretch the code (scrypt, RFC 7914, to 32 bytes): who has seen a proof must not be able to try codes. */
export const stretching = { salt: 'tongban enrol 1', n: 2 ** 14, r: 8, p: 1 } as const;

/** SHA-256 of the TLS key. */
const pinBytes = 32;

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);

export const enrolRequest = z.strictObject({
  protocol: z.tuple([z.int(), z.int()]),
  app: z.string().max(100),
  writer: idSchema,
  /** Raw Ed25519 key, base64url. */
  publicKey: z.string().min(40).max(60),
  /** 12-digit code of the desk's station, and what the desk is called there. */
  station: z.string().regex(/^\d{12}$/),
  desk: z.string().min(1).max(100),
  /** How the hub's register named it, where it had joined before and the hub, put back from an older backup, knows it no more. */
  formerId: z.string().min(1).max(64).nullable(),
  /** HMAC over `proofText('desk', …)` with the stretched code. */
  proof: hex32,
});
export type EnrolRequest = z.infer<typeof enrolRequest>;

/** Why an invitation does not serve: nobody learns which codes there are. */
export const enrolRefusals = ['code', 'station', 'used', 'twin', 'expired', 'declined'] as const;
export type EnrolRefusal = (typeof enrolRefusals)[number];

export const enrolAnswer = z.strictObject({
  /** waiting: for the operator to compare and say yes. joined: this desk is let in. */
  state: z.enum(['waiting', 'joined', 'refused']),
  why: z.enum(enrolRefusals).optional(),
  /** The hub's own proof over `proofText('hub', …)`; '' where it refuses. */
  proof: z.union([hex32, z.literal('')]),
});
export type EnrolAnswer = z.infer<typeof enrolAnswer>;

/** What both prove to know the code about. `pin`: of the TLS key, as each side has it. */
export const proofText = (side: 'desk' | 'hub', pin: string, writer: string, publicKey: string): string =>
  ['tongban enrol 1', side, pin, writer, publicKey].join('\n');

/** The same six digits on both screens, `483 920`. */
export function comparison(sm3: Sm3, pin: string, publicKey: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = sm3(new TextEncoder().encode(`tongban compare 1\n${pin}\n${publicKey}`));
  const digits = String((((a * 256 + b) * 256 + c) * 256 + d) % 1_000_000).padStart(6, '0');
  return `${digits.slice(0, 3)} ${digits.slice(3)}`;
}

export interface Invitation {
  /** `https://host:port` */
  readonly url: string;
  /** Empty where it was typed without: the proof covers what the desk sees. */
  readonly pin: string;
  /** Without hyphens. */
  readonly code: string;
}

/** What the QR holds and what can be pasted: in capitals, the key in base32, so that a gun may type it with Caps Lock on. */
export const writeInvitation = ({ url, pin, code }: Invitation): string =>
  `TBJ1 ${url.toUpperCase()} ${base32Encode(base64urlnopad.decode(pin))} ${groupCode(code)}`;

export const groupCode = (code: string): string => code.replace(/(.{4})(?=.)/gu, '$1-');

export function makeCode(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, codeCharacters), (byte) => base32Alphabet[byte % 32] ?? '0').join('');
}

/** A code as somebody typed it; undefined where it is none. */
export function readCode(text: string): string | undefined {
  const plain = readLookAlikes(toAsciiUpper(toHalfWidth(withoutBlanks(text)))).replace(dashes, '');
  return plain.length === codeCharacters && [...plain].every((one) => base32Alphabet.includes(one)) ? plain : undefined;
}

/** An address as somebody typed it: `镇服务器`, `192.168.1.5`, with or without port and scheme. */
export function readAddress(text: string, defaultPort = 8443): string | undefined {
  const plain = toHalfWidth(withoutBlanks(text))
    .replace(/^https?:\/\//iu, '')
    .replace(/\/+$/u, '');
  const [, host = '', port] = /^(\[[0-9a-fA-F:]+\]|[^/:?#@\s]+)(?::(\d{1,5}))?$/u.exec(plain) ?? [];
  const number = port === undefined ? defaultPort : Number(port);
  return host === '' || number < 1 || number > 65_535 ? undefined : `https://${host.toLowerCase()}:${String(number)}`;
}

/** The text of the QR, scanned or pasted whole; capitals or not. */
export function readInvitation(text: string): Invitation | undefined {
  const [mark, address = '', key = '', code = ''] = toAsciiUpper(toHalfWidth(text)).trim().split(/\s+/u);
  const [url, pin, plain] = [readAddress(address), base32Decode(key), readCode(code)];
  const isWhole = mark === 'TBJ1' && url !== undefined && plain !== undefined && pin?.length === pinBytes;
  return isWhole ? { url, pin: base64urlnopad.encode(pin), code: plain } : undefined;
}
