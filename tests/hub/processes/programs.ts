/** A hub's program and desks' programs: how a desk joins, and what must hold of all of them when everything has healed. */
import { expect } from 'vitest';
import { findKind, kinds } from '#shared/kinds/registry.ts';
import { readInvitation } from '#shared/sync/enrol.ts';
import { checkDesk } from '../../simulation/invariants-desk.ts';
import { checkHub } from '../../simulation/invariants-hub.ts';
import { Ledger } from '../../simulation/ledger.ts';
import type { Ordered } from '../../simulation/ordered.ts';
import { SimDesk } from '../../simulation/sim-desk.ts';
import { makeWorld } from '../../simulation/world.ts';
import type { DeskProgram } from './desk-program.ts';
import { explain } from './explain.ts';
import type { HubPrograms } from './hub-programs.ts';

export interface Programs {
  readonly hub: HubPrograms;
  readonly desks: readonly DeskProgram[];
}

export async function invite(hub: HubPrograms, station: string, isHall: boolean, url: string): Promise<string> {
  const address = url.replace('https://', '');
  const flags = ['--station', station, '--address', address, ...(isHall ? ['--hall'] : [])];
  const { code, out, err } = await hub.operator.run(['invite', ...flags]);
  const line = out.split('\n').find((one) => readInvitation(one) !== undefined);
  if (code !== 0 || line === undefined) throw new Error(`no invitation: ${err}`);
  return line;
}

/** Both screens compared, as people do. */
export async function letIn(hub: HubPrograms, desk: DeskProgram): Promise<void> {
  desk.start();
  const compared = (await desk.until('compare')).slice('compare '.length).replace(' ', '');
  const { code, err } = await hub.operator.run(['confirm', compared]);
  if (code !== 0) throw new Error(err);
  await desk.until('opened');
}

/** The desks are ended. `disasters`: how often the hub was put back from a backup. */
export async function checkPrograms({ hub, desks }: Programs, disasters: number): Promise<Ordered> {
  const listed = (await hub.operator.run(['desks'])).out;
  const ordered = await hub.readOrdered();
  const settled = new Set([...ordered.entries.map(({ id }) => id), ...ordered.aside.keys()]);
  const ledger = new Ledger();
  const numbers = new Map<string, string>();
  for (const desk of desks) {
    expect([...desk.acked.keys()].filter((id) => !settled.has(id))).toEqual([]);
    for (const one of desk.acked.values()) {
      ledger.committed.set(one.id, one);
      ledger.acts.set(one.act, [...(ledger.acts.get(one.act) ?? []), one]);
    }
    for (const [number, stream] of desk.numbers) {
      expect(numbers.get(number) ?? stream).toBe(stream);
      numbers.set(number, stream);
    }
    expect(desk.lines.filter((line) => line.startsWith('stopped'))).toEqual([]);
  }
  ledger.disasters = disasters;
  try {
    checkHub(findKind, ordered, ledger);
  } catch (error) {
    explain(error, ordered);
  }
  for (const { order } of desks) {
    const id = new RegExp(`^${order.name} .* (\\S+)$`, 'mu').exec(listed)?.[1] ?? '';
    const { name, dir, station, isHall } = order;
    const nowhere = () => Promise.reject(new Error('no link'));
    const desk = new SimDesk(makeWorld(1), { name, desk: id, dir, station, isHall }, kinds, nowhere);
    await desk.open();
    await checkDesk(desk, ordered)
      .catch((error: unknown) => explain(error, ordered, desk))
      .finally(() => desk.close());
  }
  return ordered;
}
