import { X509Certificate, createHash } from 'node:crypto';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { temporaryFolder, testRandom } from '../../tests/support/postgres.ts';
import { hubName, openCertificate, pinOf, type HubCertificate } from './certificate.ts';
import { integer, oid, sequence, octets, time } from './der.ts';

const start = Date.UTC(2026, 10, 22);
const year = 365 * 24 * 3_600_000;
let dataDir: string;
const open = (now: number) => openCertificate({ dataDir, clock: { now: () => now }, random: testRandom });
function opened(now = start): HubCertificate {
  const result = open(now);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

beforeEach(() => {
  dataDir = temporaryFolder('certificate');
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

test('is one that others can read: self-signed, EC P-256, ten years, no authority', () => {
  const { cert } = opened();
  const read = new X509Certificate(cert);
  expect(read.verify(read.publicKey)).toBe(true);
  expect(read.ca).toBe(false);
  expect(read.subject).toBe(`CN=${hubName}`);
  expect(read.issuer).toBe(read.subject);
  expect(read.checkHost(hubName)).toBe(hubName);
  expect(read.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  expect(read.validFromDate.toISOString()).toBe('2026-11-21T00:00:00.000Z');
  expect(read.validToDate.toISOString()).toBe('2036-11-19T00:00:00.000Z');
  expect(read.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
});

test('serves a TLS 1.3 connection, at which the pin is what the other side sees', async () => {
  const { key, cert, pin } = opened();
  const server = createServer({ key, cert }, (socket) => socket.end());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const socket = await new Promise<TLSSocket>((resolve, reject) => {
    const client = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(client);
    }).on('error', reject);
  });
  const seen = socket.getPeerX509Certificate()?.publicKey.export({ format: 'der', type: 'spki' });
  expect(socket.getProtocol()).toBe('TLSv1.3');
  expect(pinOf(seen ?? Buffer.alloc(0))).toBe(pin);
  expect(pin).toBe(
    createHash('sha256')
      .update(seen ?? '')
      .digest('base64url'),
  );
  socket.destroy();
  await new Promise((done) => server.close(done));
});

describe('at the next start', () => {
  test('is the same, and so is the pin', () => {
    const first = opened();
    expect(opened(start + year)).toEqual(first);
    expect(statSync(join(dataDir, 'tls.key')).mode & 0o777).toBe(0o600);
  });

  test('is renewed before it ends, or where the clock was wrong, and keeps the key', () => {
    const first = opened();
    const late = opened(start + 9.5 * year);
    expect(late.cert).not.toBe(first.cert);
    const early = opened(0);
    expect(early.cert).not.toBe(late.cert);
    expect([late.pin, early.pin, late.key]).toEqual([first.pin, first.pin, first.key]);
  });

  test('is made anew where the file is spoiled or belongs to another key', () => {
    const first = opened();
    writeFileSync(join(dataDir, 'tls.crt'), 'spoiled');
    expect(opened().pin).toBe(first.pin);
    rmSync(join(dataDir, 'tls.key'));
    const other = opened();
    expect(other.pin).not.toBe(first.pin);
    expect(new X509Certificate(other.cert).publicKey.equals(new X509Certificate(first.cert).publicKey)).toBe(false);
  });

  test('a spoiled key is refused, never replaced: every desk would be shut out', () => {
    opened();
    writeFileSync(join(dataDir, 'tls.key'), 'spoiled');
    expect(open(start)).toMatchObject({ refusal: { code: 'certificate.unreadable' } });
    expect(readFileSync(join(dataDir, 'tls.key'), 'utf8')).toBe('spoiled');
  });
});

test('DER: lengths, numbers with a first bit, names of algorithms, years beyond 2049', () => {
  const hex = (bytes: Buffer) => bytes.toString('hex');
  expect(hex(sequence())).toBe('3000');
  expect(hex(octets(Buffer.alloc(200))).slice(0, 6)).toBe('0481c8');
  expect(hex(octets(Buffer.alloc(300))).slice(0, 8)).toBe('0482012c');
  expect([[0], [0, 0, 1], [0x80], [0x7f]].map((bytes) => hex(integer(Uint8Array.from(bytes))))).toEqual([
    '020100',
    '020101',
    '02020080',
    '02017f',
  ]);
  expect(hex(oid('1.2.840.10045.4.3.2'))).toBe('06082a8648ce3d040302');
  expect(
    time(Date.UTC(2049, 11, 31))
      .toString('latin1')
      .slice(2),
  ).toBe('491231000000Z');
  expect(
    time(Date.UTC(2050, 0, 1))
      .toString('latin1')
      .slice(2),
  ).toBe('20500101000000Z');
});
