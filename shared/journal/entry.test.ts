import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { nativeSm3 } from '../../tests/support/store.ts';
import type { JsonObject } from '../kernel/json.ts';
import {
  bodyFromBytes,
  bodyToBytes,
  canonical,
  firstPrev,
  hashBody,
  hashHeader,
  headerSchema,
  toHex,
  type EntryHeader,
} from './entry.ts';

const header: EntryHeader = {
  id: '01936f3e-0000-7000-8000-000000000001',
  stream: '01936f3e-0000-7000-8000-000000000002',
  kind: 'service',
  type: 'received',
  v: 1,
  rules: 1,
  act: '01936f3e-0000-7000-8000-000000000003',
  seen: { petitioner: '', matter: '01936f3e-0000-7000-8000-000000000004' },
  at: '2026-11-22T05:53:12.123Z#0000',
  on: '2026-11-22T05:53:12.123Z',
  by: '01936f3e-0000-7000-8000-000000000005',
  station: '360732108201',
  writer: '01936f3e-0000-7000-8000-000000000006',
  writerSeq: 1,
  bodyHash: 'ab'.repeat(32),
  prev: firstPrev,
};

describe('the header', () => {
  it('is hashed in the one text of RFC 8785, whatever order its keys came in', () => {
    // Written out by hand: this text, and with it every stored hash, can never change.
    const text =
      '{"act":"01936f3e-0000-7000-8000-000000000003","at":"2026-11-22T05:53:12.123Z#0000",' +
      `"bodyHash":"${'ab'.repeat(32)}","by":"01936f3e-0000-7000-8000-000000000005",` +
      '"id":"01936f3e-0000-7000-8000-000000000001","kind":"service","on":"2026-11-22T05:53:12.123Z",' +
      `"prev":"${'0'.repeat(64)}","rules":1,"seen":{"matter":"01936f3e-0000-7000-8000-000000000004","petitioner":""},` +
      '"station":"360732108201","stream":"01936f3e-0000-7000-8000-000000000002","type":"received","v":1,' +
      '"writer":"01936f3e-0000-7000-8000-000000000006","writerSeq":1}';
    expect(canonical(header)).toBe(text);
    const turned = Object.fromEntries(Object.entries(header).reverse()) as unknown as EntryHeader;
    expect(hashHeader(nativeSm3, turned)).toBe(toHex(nativeSm3(new TextEncoder().encode(text))));
    expect(hashHeader(nativeSm3, header)).toBe('e65c304f458e575ba2865e7e4b075bbee093dd1f032904ffe70636ba6ae1aa0e');
  });

  it('has another hash when any part of it is changed', () => {
    const whole = hashHeader(nativeSm3, header);
    for (const name of Object.keys(header)) {
      const changed = { ...header, [name]: typeof header[name as 'v'] === 'number' ? 2 : 'changed' };
      expect(hashHeader(nativeSm3, changed), name).not.toBe(whole);
    }
  });

  it.each([
    ['an unknown key', { more: 1 }],
    ['an id that is not of version 7', { id: '01936f3e-0000-4000-8000-000000000001' }],
    ['a number from zero', { writerSeq: 0 }],
    ['a version from zero', { v: 0 }],
    ['a type that is no name', { type: 'Not a name' }],
    ['a local time', { on: '2026-11-22T13:53:12.123+08:00' }],
    ['a time without its counter', { at: '2026-11-22T05:53:12.123Z' }],
    ['a station of nine digits', { station: '360732108' }],
    ['a hash in capitals', { prev: 'AB'.repeat(32) }],
    ['nobody', { by: '' }],
  ])('does not take %s', (_what, change) => {
    expect(headerSchema.safeParse(header).success).toBe(true);
    expect(headerSchema.safeParse({ ...header, ...change }).success).toBe(false);
  });
});

const rare = '𠮷䶮㛃𬺈 Ａ１　\u0000\u2028é\u0301👨‍👩‍👧 "\\/';

describe('the body', () => {
  it('comes back as it was written, rare characters and half of a pair too', () => {
    const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);
    const strings = fc.string({ unit: fc.constantFrom(...rare, '\ud842', '\udfb7', '字') });
    fc.assert(
      fc.property(json, strings, (value, text) => {
        const body = { data: { value, text }, facts: { text }, late: { reason: `补录 ${rare}` } };
        expect(bodyFromBytes(bodyToBytes(body))).toEqual(body);
      }),
      { seed: seed() },
    );
  });

  it('is hashed behind its salt, so equal bodies do not look equal', () => {
    const bytes = bodyToBytes({ data: { text: '一' }, facts: {} });
    const [one, other] = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)];
    const joined = Uint8Array.from([...one, ...bytes]);
    expect(hashBody(nativeSm3, one, bytes)).toBe(toHex(nativeSm3(joined)));
    expect(hashBody(nativeSm3, other, bytes)).not.toBe(hashBody(nativeSm3, one, bytes));
    expect(hashBody(nativeSm3, one, bodyToBytes({ data: { text: '二' }, facts: {} }))).not.toBe(
      hashBody(nativeSm3, one, bytes),
    );
  });

  it.each([
    ['no JSON', '{'],
    ['not an object', '[]'],
    ['no facts', '{"data":{}}'],
    ['an unknown key', '{"data":{},"facts":{},"more":1}'],
    ['a late entry without a reason', '{"data":{},"facts":{},"late":{"reason":""}}'],
  ])('that is %s is not read', (_what, text) => {
    expect(() => bodyFromBytes(new TextEncoder().encode(text))).toThrow();
  });

  it('that is no UTF-8 is not read with a character made up', () => {
    const bytes = bodyToBytes({ data: { text: '李' }, facts: {} });
    const broken = bytes.map((byte) => (byte === 0xe6 ? 0xff : byte));
    expect(broken).not.toEqual(bytes);
    expect(() => bodyFromBytes(broken)).toThrow();
  });
});
