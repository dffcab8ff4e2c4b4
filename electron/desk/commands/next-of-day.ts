/** 批次号, 清单号: day, this desk's two characters, serial of the day. A desk counts only its own, so none is given twice. */
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { DeskCore } from '../core.ts';
import { get, sql, type Transaction } from '../store/handles.ts';

/** `kind`: of the registry in which such rows are kept under their numbers. */
export function nextOfDay(core: DeskCore, transaction: Transaction, kind: string, letters: string): string {
  const day = dayOf(new Date(core.ports.clock.now()).toISOString()).replaceAll('-', '');
  const series = `${letters}${day}-${core.writer.code}-`;
  const row = get(
    transaction,
    sql<{ n: number }>`SELECT count(*) AS n FROM live_record WHERE kind = ${kind} AND key GLOB ${`${series}*`}`,
  );
  return `${series}${String((row?.n ?? 0) + 1).padStart(2, '0')}`;
}
