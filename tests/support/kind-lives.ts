/** A life of a stream drawn from a number: own steps, ways out, and what arrives late from elsewhere. */
import type { FoldEntry } from '#shared/journal/entry.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { commandFor, samplesOf, type Writing } from './kind-commands.ts';
import { asSaid, asStored, day, kindWorld, minute, type As } from './kind-world.ts';
import { makeWorld } from './journal-desk.ts';

/** `deeds` acts are tried after the first; those refused are left out, those decided on an older state may become choices and marks. */
export function drawLife(kind: Kind, chance: number, deeds: number): readonly FoldEntry[] {
  const world = kindWorld(kind);
  const { pick } = makeWorld(chance);
  const [first, ...sample] = kind.sample({ pick });
  if (first === undefined) throw new Error(`${kind.kind} has no sample`);
  const begun = unwrap(world.begin(first, asSaid(first)));
  const entries = begun.entries.map(asStored);
  const states = [begun.state];
  const types = [...(kind.typesByRules.get(kind.rules)?.keys() ?? [])];
  const samples = samplesOf(kind);
  for (let deed = 0; deed < deeds; deed += 1) {
    world.advance(pick(20) * minute);
    const seen = states.at(-1 - (pick(5) === 0 ? pick(3) : 0)) ?? begun.state;
    const writing: Writing = { world, state: seen, entries, samples, pick };
    // What is taken back is taken back soon.
    const type = pick(6) === 0 ? 'undone' : (types[pick(types.length)] ?? '');
    const next = pick(3) === 0 ? sample.shift() : undefined;
    world.advance((next?.after ?? 0) * day);
    const command = next ?? commandFor(type, writing);
    const as: As = { by: pick(4) === 0 ? 'chief' : 'clerk', isAuthority: pick(3) > 0, hasSecondPerson: pick(2) === 0 };
    const decided = command && world.next(seen, command, as);
    if (decided?.ok !== true) continue;
    entries.push(...decided.value.entries.map(asStored));
    states.push(world.fold(entries));
  }
  return entries;
}
