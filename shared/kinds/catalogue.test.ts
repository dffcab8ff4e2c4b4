/**
 * Walks every kind of the registry: what its declaration promises holds, and what its released rules made of a stream they make for
 * ever. `TONGBAN_NEW_FIXTURES=1` writes the fixtures of rules numbers that have none; it never writes over one. A fixture that fails
 * says that a released rule was changed: give the change a new rules number instead.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { samplesOf } from '../../tests/support/kind-commands.ts';
import { drawLife } from '../../tests/support/kind-lives.ts';
import { asSaid, asStored, day, kindWorld, Story } from '../../tests/support/kind-world.ts';
import { makeWorld } from '../../tests/support/journal-desk.ts';
import { nativeSm3 } from '../../tests/support/store.ts';
import { blocksSchema } from '../documents/blocks.ts';
import { findPaper } from '../documents/papers.ts';
import { renderHtml } from '../documents/render-html.ts';
import { canonical, toHex, type FoldEntry } from '../journal/entry.ts';
import type { JsonObject } from '../kernel/json.ts';
import { permissions } from '../kernel/permissions.ts';
import { textOf } from './common/fields.ts';
import type { Kind } from './mechanism/define.ts';
import { fold } from './mechanism/fold.ts';
import { project } from './mechanism/project.ts';
import type { Redo, Ruleset } from './mechanism/spec.ts';
import type { StreamState } from './mechanism/state.ts';
import { findKind, kinds } from './registry.ts';

const seeds = Array.from({ length: 120 }, (_, seed) => seed);

/** The whole sample of a seed, each command allowed. */
function sampleStory(kind: Kind, seed: number): Story {
  const [first, ...rest] = kind.sample({ pick: makeWorld(seed).pick });
  if (first === undefined) throw new Error(`${kind.kind}: an empty sample`);
  const story = new Story(kindWorld(kind), first, asSaid(first));
  for (const command of rest) {
    story.world.advance((command.after ?? 0) * day);
    story.do(command.type, command.data, asSaid(command));
  }
  return story;
}

const waysBack = (redo: Redo): readonly Redo[] => [redo, ...(redo.or ? waysBack(redo.or) : [])];

/** Every change of state the rules know, '' being none. */
function moves({ steps, redo = {}, withdrawal }: Ruleset): readonly (readonly [from: string, to: string])[] {
  const own = Object.values(steps).flatMap(({ from, to }) =>
    to === undefined ? [] : (from.length === 0 ? [''] : from).map((state) => [state, to] as const),
  );
  const back = Object.entries(redo).flatMap(([from, first]) => waysBack(first).map(({ to }) => [from, to] as const));
  const ends = (withdrawal?.from ?? []).map((from) => [from, withdrawal?.to ?? ''] as const);
  return [...own, ...back, ...ends];
}

function reachedFrom(start: string, all: ReturnType<typeof moves>): ReadonlySet<string> {
  const reached = new Set([start]);
  for (let size = 0; size < reached.size; ) {
    size = reached.size;
    for (const [from, to] of all) if (reached.has(from)) reached.add(to);
  }
  return reached;
}

it('has kinds, each once', () => {
  expect(kinds.length).toBeGreaterThan(5);
  expect(new Set(kinds.map(({ kind }) => kind)).size).toBe(kinds.length);
});

describe.each(kinds.map((kind) => [kind.kind, kind] as const))('%s', (_name, kind) => {
  const rulesets = Object.entries(kind.rulesets);

  it.each(rulesets)('rules %s: every state is reached, and from every state of a case an end', (_number, ruleset) => {
    const all = moves(ruleset);
    const reached = reachedFrom('', all);
    expect(Object.keys(ruleset.states).filter((state) => !reached.has(state))).toEqual([]);
    if (kind.form === 'registry' || kind.form === 'party') return;
    const isEnd = (state: string) => ruleset.states[state] === 'done';
    const stuck = Object.keys(ruleset.states).filter((state) => ![...reachedFrom(state, all)].some(isEnd));
    expect(stuck).toEqual([]);
  });

  it.each(rulesets)('rules %s: every permission is one that somebody can hold', (number) => {
    const types = [...(kind.typesByRules.get(Number(number)) ?? [])];
    expect(types.filter(([, { permission }]) => !permissions.includes(permission)).map(([name]) => name)).toEqual([]);
    expect(permissions).toContain(kind.read);
  });

  it('allows its sample whole, whichever way is drawn, and the samples take every step', () => {
    for (const seed of seeds) expect(sampleStory(kind, seed).state.marks).toEqual([]);
    const steps = Object.keys(kind.rulesets[kind.rules]?.steps ?? {});
    expect(steps.filter((step) => !samplesOf(kind).has(step))).toEqual([]);
  });

  it('projects to rows of JSON, the same each time, from its own state alone', () => {
    for (const seed of seeds) {
      const { state } = sampleStory(kind, seed);
      const rows = project(kind, state);
      expect(project(kind, JSON.parse(JSON.stringify(state)) as StreamState)).toEqual(rows);
      expect(JSON.parse(JSON.stringify(rows))).toEqual(rows);
      expect(rows.case === undefined).toBe(['registry', 'party', 'memo'].includes(kind.form));
      expect(rows.memo === undefined).toBe(kind.form !== 'memo');
      expect(rows.party === undefined).toBe(kind.form !== 'party');
      if (rows.case) expect(rows.case).toMatchObject({ stream: state.stream, kind: kind.kind });
    }
  });

  it('declares as personal every field that a person can be read from', () => {
    const looksPersonal = /\d{17}[\dX]|"1[3-9]\d{9}"/;
    for (const seed of seeds) {
      const { state } = sampleStory(kind, seed);
      const people = project(kind, state).people.map(({ name }) => name);
      const open = Object.entries(state.core.fields).filter(([field, { value }]) => {
        const text = JSON.stringify(value);
        const isPerson = looksPersonal.test(text) || people.some((name) => text.includes(name));
        return isPerson && kind.rulesets[state.rules]?.fields[field]?.isPersonal !== true;
      });
      expect(open.map(([field]) => field)).toEqual([]);
    }
  });

  it('issues papers that render in every size they are made for', () => {
    const issued = new Map<string, JsonObject>();
    for (const seed of seeds) {
      for (const { type, body } of sampleStory(kind, seed).entries)
        if (type === 'paperIssued' && body) issued.set(textOf(body.data['spec']), body.data);
    }
    expect([...issued.keys()].sort()).toEqual(Object.keys(kind.rulesets[kind.rules]?.papers ?? {}).sort());
    for (const [spec, data] of issued) {
      for (const size of findPaper(spec)?.sizes ?? []) {
        const html = renderHtml([{ issued: blocksSchema.parse(data['blocks']) }], {
          size,
          faces: '',
          fontSource: 'data:',
        });
        // Number or name of whom it is for: the page holds what was issued, not only a frame.
        expect(html, `${spec} ${size}`).toContain('</article>');
        expect(html.replace(/<[^>]*>/gu, ''), `${spec} ${size}`).toMatch(/示例|永丰/u);
      }
    }
  });
});

interface Fixture {
  readonly kind: string;
  readonly rules: number;
  readonly streams: readonly { readonly hash: string; readonly entries: readonly FoldEntry[] }[];
}

const folder = join(import.meta.dirname, 'fixtures');
const fixtureName = (kind: string, rules: string): string => `${kind}-rules-${rules}.json`;
const released = kinds.flatMap((kind) => Object.keys(kind.rulesets).map((rules) => [kind, rules] as const));

/** SM3 of the folded state in RFC 8785 form. */
function foldedHash(entries: readonly FoldEntry[]): string {
  const state = fold(findKind, entries);
  return toHex(nativeSm3(new TextEncoder().encode(canonical(state as unknown as JsonObject))));
}

/** Ten, and of others those whose way takes a step that none before took. */
function tellingSeeds(kind: Kind): readonly number[] {
  const known = new Set<string>();
  return Array.from({ length: 120 }, (_, seed) => seed).filter((seed) => {
    const types = kind.sample({ pick: makeWorld(seed).pick }).map(({ type }) => type);
    const isTelling = seed < 10 || types.some((type) => !known.has(type));
    if (isTelling) types.forEach((type) => known.add(type));
    return isTelling;
  });
}

function writeFixture(kind: Kind, rules: number): void {
  const samples = tellingSeeds(kind).map((seed) => sampleStory(kind, seed).entries.map(asStored));
  const drawn = Array.from({ length: 10 }, (_, chance) => drawLife(kind, chance, 10 + 6 * chance));
  const streams = [...samples, ...drawn].map((entries) => ({ hash: foldedHash(entries), entries }));
  const fixture: Fixture = { kind: kind.kind, rules, streams };
  // An entry a line, so that a difference can be read.
  const text = JSON.stringify(fixture).replaceAll('{"id":', '\n{"id":').concat('\n');
  writeFileSync(join(folder, fixtureName(kind.kind, String(rules))), text, { flag: 'wx' });
}

describe('released rules', () => {
  if (process.env['TONGBAN_NEW_FIXTURES'] === '1') {
    for (const [kind, rules] of released)
      if (kind.rules === Number(rules) && !existsSync(join(folder, fixtureName(kind.kind, rules))))
        writeFixture(kind, Number(rules));
  }

  it('have a fixture each, and no fixture is left over', () => {
    expect(readdirSync(folder).sort()).toEqual(released.map(([{ kind }, rules]) => fixtureName(kind, rules)).sort());
  });

  it.each(released.map(([{ kind }, rules]) => [kind, rules] as const))(
    '%s %s fold as they always did',
    (kind, rules) => {
      const fixture = JSON.parse(readFileSync(join(folder, fixtureName(kind, rules)), 'utf8')) as Fixture;
      expect(fixture).toMatchObject({ kind, rules: Number(rules) });
      const types = new Set(fixture.streams.flatMap(({ entries }) => entries.map(({ type }) => type)));
      expect(
        Object.keys(findKind(kind)?.rulesets[Number(rules)]?.steps ?? {}).filter((step) => !types.has(step)),
      ).toEqual([]);
      for (const { entries, hash } of fixture.streams) {
        expect(entries.every((entry) => entry.kind === kind && entry.rules === Number(rules))).toBe(true);
        expect(fold(findKind, entries)?.needsUpgrade).toBeUndefined();
        expect(foldedHash(entries)).toBe(hash);
      }
    },
  );
});
