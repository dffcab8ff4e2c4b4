import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { nativeSm3 } from '../../tests/support/sm3.ts';
import { bodyToBytes, firstPrev, hashBody, hashHeader, type EntryHeader } from '../journal/entry.ts';
import { arrivalOf, judge, type Arrival, type JudgeFacts, type Settled } from './judge.ts';
import { toWire } from './wire.ts';

const station = '360732108201';
const writer = '01936f3e-0000-7000-8000-0000000000aa';
const id = (n: number, kind = '1'): string => `01936f3e-0000-7000-8000-${kind}${String(n).padStart(11, '0')}`;

/** A chain of one writer: entry n belongs to act `acts[n]`. */
function chain(
  acts: readonly number[],
  change: (header: EntryHeader, n: number) => EntryHeader = (header) => header,
): Arrival[] {
  let prev = firstPrev;
  return acts.map((act, index) => {
    const [salt, body] = [
      new Uint8Array(16).fill(index),
      bodyToBytes({ data: { text: `第 ${String(index)} 条` }, facts: {} }),
    ];
    const header = change(
      {
        id: id(index + 1),
        stream: id(index % 3, '2'),
        kind: 'service',
        type: 'note',
        v: 1,
        rules: 1,
        act: id(act, '3'),
        seen: {},
        at: '2026-11-22T05:53:12.123Z#0000',
        on: '2026-11-22T05:53:12.123Z',
        by: 'chen',
        station,
        writer,
        writerSeq: index + 1,
        bodyHash: hashBody(nativeSm3, salt, body),
        prev,
      },
      index,
    );
    prev = hashHeader(nativeSm3, header);
    return arrivalOf(nativeSm3, toWire(header, salt, body));
  });
}

const facts = (more: Partial<JudgeFacts> = {}, known: Partial<JudgeFacts['writer']> = {}): JudgeFacts => ({
  writer: { id: writer, station, nextSeq: 1, headHash: firstPrev, lastAct: '', ...known },
  settled: new Map(),
  mayWrite: () => true,
  isKnown: () => true,
  ...more,
});
const after = (arrival: Arrival | undefined) => ({
  nextSeq: (arrival?.header.writerSeq ?? 0) + 1,
  headHash: arrival?.hash ?? firstPrev,
  lastAct: arrival?.header.act ?? '',
});
const said = (known: JudgeFacts, arrivals: readonly Arrival[]) =>
  judge(known, arrivals).verdicts.map((verdict) => (verdict.is === 'refuse' ? verdict.code : verdict.is));
const settledBy = (arrivals: readonly Arrival[]): ReadonlyMap<string, Settled> =>
  new Map(arrivals.map(({ header, hash }, index) => [header.id, { hash, result: 'taken', rev: index + 1 }]));

describe('what the hub takes', () => {
  it('is a chain that goes on from what it has', () => {
    const arrivals = chain([1, 1, 2]);
    expect(said(facts(), arrivals)).toEqual(['take', 'take', 'take']);
    expect(said(facts({}, after(arrivals[1])), arrivals.slice(2))).toEqual(['take']);
  });

  it('repeats what was settled, whatever it was, and takes what is new behind it', () => {
    const arrivals = chain([1, 2, 3]);
    const settled = new Map([...settledBy(arrivals.slice(0, 2))]);
    const known = facts({ settled }, after(arrivals[1]));
    expect(judge(known, arrivals).verdicts).toMatchObject([
      { is: 'repeat', settled: { rev: 1 } },
      { is: 'repeat', settled: { rev: 2 } },
      { is: 'take' },
    ]);
  });

  it('passes over what came back by RETURN before its writer sent it', () => {
    const arrivals = chain([1, 2, 3]);
    const settled = settledBy(arrivals.slice(1, 2));
    expect(said(facts({ settled }), arrivals)).toEqual(['take', 'here', 'take']);
  });

  it('stops at a gap, and judges nothing behind it', () => {
    const arrivals = chain([1, 2, 3, 4]);
    const judgement = judge(facts({}, after(arrivals[0])), [...arrivals.slice(2)]);
    expect(judgement).toEqual({ verdicts: [], hasGap: true, isFork: false });
  });

  it.each<[string, JudgeFacts, readonly Arrival[]]>([
    [
      'another entry under a number that is taken',
      facts({ settled: new Map() }, after(chain([1, 2])[1])),
      chain([1, 2], (header) => ({ ...header, id: id(9) })),
    ],
    [
      'the same id with another hash',
      facts({ settled: new Map([[id(1), { hash: 'ab'.repeat(32), result: 'taken', rev: 1 }]]) }),
      chain([1]),
    ],
    ['a chain that begins elsewhere', facts(), chain([1], (header) => ({ ...header, prev: 'ab'.repeat(32) }))],
  ])('is nothing of %s: two lives write under one name', (_what, known, arrivals) => {
    expect(judge(known, arrivals)).toEqual({ verdicts: [], hasGap: false, isFork: true });
  });

  it('refuses a body that is not the one that was hashed, a stranger, another station, a stream that is not granted', () => {
    const [arrival] = chain([1]);
    if (arrival === undefined) throw new Error('no arrival');
    const { wire } = arrival;
    const altered = arrivalOf(nativeSm3, { ...wire, body: (wire.body ?? '').replace('条', '件') });
    expect(said(facts(), [altered])).toEqual(['hash']);
    expect(said(facts(), [arrivalOf(nativeSm3, { ...wire, body: null })])).toEqual(['hash']);
    expect(said(facts({ isKnown: () => false }), [arrival])).toEqual(['staff']);
    expect(said(facts({ mayWrite: () => false }), [arrival])).toEqual(['grant']);
    expect(said(facts({}, { station: '360732108202' }), [arrival])).toEqual(['notYours']);
    expect(said(facts({}, { lastAct: id(1, '3') }), [arrival])).toEqual(['actSplit']);
  });

  it('takes a destroyed body (销毁): salt and body gone, header and hash there', () => {
    const [arrival] = chain([1]);
    if (arrival === undefined) throw new Error('no arrival');
    expect(said(facts(), [arrivalOf(nativeSm3, { ...arrival.wire, salt: null, body: null })])).toEqual(['take']);
  });

  it('takes an act whole or not at all, and goes on behind it', () => {
    const arrivals = chain([1, 2, 2, 2, 3]);
    const known = facts({ mayWrite: ({ id: entry }) => entry !== id(3) });
    expect(said(known, arrivals)).toEqual(['take', 'act', 'grant', 'act', 'take']);
  });

  it('gives every entry before a gap exactly one verdict, and never half an act, whatever comes', () => {
    const acts = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 12 }).map((steps) => {
      let act = 0;
      return steps.map((step) => (act += step === 0 ? 1 : 0));
    });
    fc.assert(
      fc.property(
        acts,
        fc.integer({ min: 0, max: 12 }),
        fc.array(fc.integer({ min: 1, max: 12 })),
        (list, known, refused) => {
          const arrivals = chain(list);
          const start = Math.min(known, arrivals.length);
          const settled = settledBy(arrivals.slice(0, start));
          const isRefused = new Set(refused.map((n) => id(n)));
          const before = { ...after(arrivals[start - 1]), lastAct: '' };
          const judged = judge(
            facts({ settled, mayWrite: ({ id: entry }) => !isRefused.has(entry) }, before),
            arrivals,
          );
          expect(judged.verdicts.map(({ arrival }) => arrival.header.id)).toEqual(
            arrivals.map(({ header }) => header.id),
          );
          const fates = Map.groupBy(
            judged.verdicts.filter(({ is }) => is !== 'repeat'),
            ({ arrival }) => arrival.header.act,
          );
          for (const verdicts of fates.values()) expect(new Set(verdicts.map(({ is }) => is)).size).toBe(1);
        },
      ),
      { seed: seed() },
    );
  });
});
