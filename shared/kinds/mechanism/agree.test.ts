/**
 * `decide`, `apply` and the buttons agree, for every kind: what was decided folds without a mark, what folds with one would have been
 * refused, what is offered can be done. And folding is folding, in whatever portions and whatever the clock says.
 */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { commandFor, samplesOf, type Writing } from '../../../tests/support/kind-commands.ts';
import { asSaid, asStored, kindWorld, minute, type As, type KindWorld } from '../../../tests/support/kind-world.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import { madeUp } from '../../../tests/support/made-up-case.ts';
import { seed } from '../../../tests/support/seed.ts';
import type { FoldEntry } from '../../journal/entry.ts';
import { permissions } from '../../kernel/permissions.ts';
import { kinds } from '../registry.ts';
import { heldFacts, type Command } from './decide.ts';
import { rulesetOf, type Kind } from './define.ts';
import { apply, emptyState } from './fold.ts';
import { project } from './project.ts';
import type { StreamState } from './state.ts';

const everyKind = [...kinds, madeUp];

interface Deed {
  readonly type: number;
  readonly pick: number;
  readonly by: 'clerk' | 'chief';
  readonly may: number;
  readonly isAuthority: boolean;
  readonly hasSecondPerson: boolean;
  /** How many entries back the person's screen is. */
  readonly behind: number;
  readonly minutes: number;
}
const deed: fc.Arbitrary<Deed> = fc.record({
  type: fc.nat(99),
  pick: fc.nat(),
  by: fc.constantFrom('clerk', 'clerk', 'clerk', 'chief'),
  may: fc.nat(12),
  isAuthority: fc.boolean(),
  hasSecondPerson: fc.boolean(),
  behind: fc.constantFrom(0, 0, 0, 1, 2, 5),
  minutes: fc.constantFrom(0, 1, 9, 11),
});

const asOf = ({ by, may, isAuthority, hasSecondPerson }: Deed): As => ({
  by,
  isAuthority,
  hasSecondPerson,
  // Mostly everything; now and then one permission is missing.
  may: may > 3 ? permissions : permissions.filter((_, index) => index % 4 !== may),
});

interface Run {
  readonly world: KindWorld;
  readonly states: StreamState[];
  readonly entries: FoldEntry[];
}

function beginRun(kind: Kind, chance: number): Run & { readonly samples: Writing['samples'] } {
  const world = kindWorld(kind);
  const samples = samplesOf(kind);
  const [first] = kind.sample({ pick: makeWorld(chance).pick });
  const begun = first && world.begin(first, asSaid(first));
  if (begun?.ok !== true) throw new Error(`${kind.kind} does not begin`);
  return { world, samples, states: [begun.value.state], entries: [...begun.value.entries] };
}

const now = ({ states }: Run): StreamState => stateOf(states);
const stateOf = (states: readonly StreamState[]): StreamState => {
  const state = states.at(-1);
  if (state === undefined) throw new Error('no state');
  return state;
};

/** One deed on the state as it is: the three answers are one. */
function tryNow(run: Run, command: Command | undefined, type: string, as: As): void {
  const state = now(run);
  const offered = run.world.may(state, type, asNeeded(run, type, command, as));
  if (command === undefined) {
    // Nothing there that it could be about, so it is not offered; what the makers do not make, or only now and then, has no button anyway.
    if (!notAlwaysMade.has(type)) expect(offered.ok, type).toBe(false);
    return;
  }
  const decided = run.world.next(state, command, as);
  if (!decided.ok && decided.refusal.code === 'permission.missing' && lacksOnlyThePaper(run, type, as)) {
    // What is said, or corrected, tells whether a paper must be issued; every other button knew it.
    const depends = rulesetOf(run.world.kind, state.rules).steps[type]?.issuesIf !== undefined;
    expect(offered.ok, type).toBe(depends || /^(corrected|settled)$/.test(type));
    return;
  }
  // Whose hands it goes into is said in it: nobody's button, and only the fold can tell that it is another one's.
  const isForAnother = !decided.ok && offered.ok && decided.refusal.code === 'charge.notYours';
  if (!isForAnother) expect(decided.ok, `${type} ${JSON.stringify([decided, offered])}`).toBe(offered.ok);
  if (!decided.ok) {
    expect(apply(run.world.findKind, state, forge(run, command, as)).marks, type).toHaveLength(state.marks.length + 1);
    return;
  }
  expect(decided.value.state.marks).toEqual(marksAfter(type, state, command));
  run.entries.push(...decided.value.entries);
  run.states.push(decided.value.state);
  expect(run.world.fold(run.entries)).toEqual(decided.value.state);
}

const notAlwaysMade: ReadonlySet<string> = new Set(['paperIssued', 'dueMoved', 'paperSigned', 'fileDestroyed']);

/** The step is theirs, the paper that belongs to it is not: a permission of the desk, which no fold asks for. */
const lacksOnlyThePaper = ({ world }: Run, type: string, { may = [] }: As): boolean =>
  !may.includes('paper.issue') && may.some((held) => held === world.kind.typesByRules.get(1)?.get(type)?.permission);

/**
 * What asking needs depends on what is asked for (`permissionFor`), which a dry run does not know: whoever holds that is offered it as if the
 * type itself needed it, and nobody else is.
 */
function asNeeded({ world }: Run, type: string, command: Command | undefined, as: As): As {
  const entryType = world.kind.typesByRules.get(1)?.get(type);
  const needed = command && entryType?.permissionFor?.(command.data);
  if (entryType === undefined || needed === undefined) return as;
  const may = as.may ?? permissions;
  const others = may.filter((held) => held !== entryType.permission);
  return { ...as, may: may.includes(needed) ? [...others, entryType.permission] : others };
}

/** Three types are about marks: one closes them all, by one the authority sets one, and one ends the case with all that was in it. */
function marksAfter(type: string, { marks }: StreamState, { data }: Command): StreamState['marks'] {
  if (type === 'doubtSettled' || type === 'fileDestroyed') return [];
  return type === 'doubted' ? [...marks, { entry: data['entry'] as string, code: 'staff.suspended' }] : marks;
}

/** The entry that a program without any guard would have written. */
function forge({ world, entries, states }: Run, { type, data }: Command, as: As): FoldEntry {
  const last = entries.at(-1);
  const entryType = world.kind.typesByRules.get(1)?.get(type);
  if (last === undefined || entryType === undefined) throw new Error(`no ${type}`);
  const facts = { ...heldFacts(world.learnt(as), entryType, stateOf(states), data) };
  const parsed = entryType.data.parse(data) as typeof data;
  const state = states.at(-1);
  const seen = Object.fromEntries(Object.entries(state?.core.fields ?? {}).map(([name, { setBy }]) => [name, setBy]));
  return {
    ...last,
    id: world.id(),
    act: world.id(),
    at: world.at(),
    type,
    v: entryType.v,
    seen,
    by: as.by ?? 'clerk',
    // Where it is done, not where the case came in.
    station: world.learnt(as).station.code,
    body: { data: parsed, facts },
  };
}

/** What somebody decided on an older screen arrives now: it is taken, becomes a choice, or is marked; and then it would be refused. */
function arriveLate(run: Run, command: Command, as: As, behind: number): void {
  const old = run.states.at(-1 - behind);
  const decided = old && run.world.next(old, command, as);
  if (decided?.ok !== true) return;
  for (const entry of decided.value.entries.map(asStored)) {
    const before = now(run);
    const after = apply(run.world.findKind, before, entry);
    // What the authority says of another entry is a mark, and was allowed.
    const isMarked = after.history.at(-1)?.mark !== undefined;
    if (isMarked && entry === decided.value.entries[0]) {
      expect(run.world.next(before, command, as).ok, `${command.type} is marked and would be allowed`).toBe(false);
    }
    expect(after.history).toHaveLength(before.history.length + 1);
    run.entries.push(entry);
    run.states.push(after);
  }
}

function live(kind: Kind, deeds: readonly Deed[], chance: number): Run {
  const run = beginRun(kind, chance);
  const types = [...(kind.typesByRules.get(1)?.keys() ?? [])];
  for (const deed of deeds) {
    const type = types[deed.type % types.length] ?? '';
    run.world.advance(deed.minutes * minute);
    const as = asOf(deed);
    const writing: Writing = { ...run, state: now(run), by: deed.by, pick: makeWorld(deed.pick).pick };
    const command = commandFor(type, writing);
    if (deed.behind > 0 && command !== undefined) arriveLate(run, command, as, deed.behind);
    else tryNow(run, command, type, as);
  }
  return run;
}

describe.each(everyKind.map((kind) => [kind.kind, kind] as const))('%s', (_name, kind) => {
  it('decides, folds and offers the same', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 30 }), fc.nat(1000), (deeds, chance) => {
        live(kind, deeds, chance);
      }),
      { seed: seed(), numRuns: 40 },
    );
  });

  it('folds to the same in one go, one by one and from a stored state', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 20 }), fc.nat(1000), fc.nat(100), (deeds, chance, at) => {
        const { world, entries } = live(kind, deeds, chance);
        const whole = world.fold(entries);
        const [first] = entries;
        if (first === undefined) throw new Error('no entries');
        expect(entries.reduce((state, entry) => apply(world.findKind, state, entry), emptyState(first))).toEqual(whole);
        const cut = at % entries.length;
        const kept =
          cut === 0 ? undefined : (JSON.parse(JSON.stringify(world.fold(entries.slice(0, cut)))) as StreamState);
        expect(world.fold(entries.slice(cut), kept)).toEqual(whole);
        // JSON holds all of it, and every entry has its line.
        expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
        expect(whole.history.map(({ entry }) => entry)).toEqual(entries.map(({ id }) => id));
        expect(whole.entries).toBe(entries.length);
      }),
      { seed: seed(), numRuns: 20 },
    );
  });
});

describe('a fold', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('and a projection read no clock, draw nothing and change nothing they are given', () => {
    const runs = everyKind.map((kind) => {
      const deeds = Array.from(
        { length: 40 },
        (_, index): Deed => ({
          // A prime beyond the number of types of any kind: each comes up.
          type: index * 53,
          pick: index,
          by: 'clerk',
          may: 12,
          isAuthority: true,
          hasSecondPerson: false,
          behind: index % 6 === 5 ? 1 : 0,
          minutes: 1,
        }),
      );
      const { world, entries } = live(kind, deeds, 7);
      const state = world.fold(entries);
      return { kind, world, entries: entries.map(frozen), state, rows: project(kind, state) };
    });
    const poison = (): never => {
      throw new Error('a fold asked for the time or for chance');
    };
    class PoisonedDate extends Date {
      constructor(...given: [] | [number | string]) {
        if (given.length === 0) poison();
        super(...(given as [number]));
      }
      static override now = poison;
    }
    vi.stubGlobal('Date', PoisonedDate);
    vi.stubGlobal('performance', { now: poison });
    vi.stubGlobal('crypto', { getRandomValues: poison, randomUUID: poison });
    vi.spyOn(Math, 'random').mockImplementation(poison);
    expect(() => new Date()).toThrow('asked for the time');
    const again = runs.map(({ kind, world, entries }) => {
      const first = entries[0];
      if (first === undefined) throw new Error('no entries');
      const state = entries.reduce((before, entry) => apply(world.findKind, frozen(before), entry), emptyState(first));
      return { state, rows: project(kind, frozen(state)) };
    });
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    expect(again.map(({ state }) => state)).toEqual(runs.map(({ state }) => state));
    expect(again.map(({ rows }) => rows)).toEqual(runs.map(({ rows }) => rows));
    expect(runs.every(({ entries }) => entries.length > 3)).toBe(true);
  });
});

/** Whoever writes into it throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
