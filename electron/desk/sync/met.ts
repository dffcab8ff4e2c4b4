/**
 * When this desk last met its hub, over the line or by a file on a stick (when the hub wrote that, not when it was read). A desk that is
 * away for long does not hear who was dismissed: a chief (负责人) then allows each login (sync.md, rule 16).
 */
import { z } from 'zod';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { daysBetween } from '#shared/time/plain-date.ts';
import type { DeskCore } from '../core.ts';
import type { ReadHandle, Transaction } from '../store/handles.ts';
import type { SettingSpec } from '../settings.ts';
import { isLinked, readSetting, writeSetting } from './link-state.ts';

/** Instant; '' before the first time. */
export const metAtSetting: SettingSpec<string> = { key: 'link.metAt', schema: z.string(), usual: '' };
/** Days without the hub after which a chief is asked; 0 = never. */
export const awayLimitSetting: SettingSpec<number> = { key: 'link.awayLimit', schema: z.int().min(0), usual: 30 };

/** `now`: milliseconds since 1970. Written once a day at most: a desk that listens hears from its hub every few seconds. */
export function metHub(transaction: Transaction, now: number): void {
  const at = new Date(now).toISOString();
  const before = readSetting(transaction, metAtSetting);
  if (before === '' || dayOf(before) !== dayOf(at)) writeSetting(transaction, metAtSetting, at);
}

export const awayLimit = (handle: ReadHandle): number => readSetting(handle, awayLimitSetting);

/** Days (Beijing) since the last meeting, where they are as many as a chief is to be asked after; undefined = nobody is asked. */
export function awayTooLong({ store: { read }, ports }: DeskCore): number | undefined {
  const [limit, met] = [awayLimit(read), readSetting(read, metAtSetting)];
  if (limit === 0 || met === '' || !isLinked(read)) return undefined;
  const days = daysBetween(dayOf(met), dayOf(new Date(ports.clock.now()).toISOString()));
  return days >= limit ? days : undefined;
}
