/** Whether a 代办员 of the register may be given a case on a day, asked of the row and never of a clock. */
import type { JsonObject } from '../../kernel/json.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import { textOf } from '../common/fields.ts';

/** Refusals: agent.away, agent.ended, agent.outOfTerm. */
export function mayBeGiven(row: JsonObject, day: string): Result<true> {
  if (row['status'] === 'ended') return refuse('agent.ended', undefined, 'agent');
  if (row['status'] === 'away') return refuse('agent.away', undefined, 'agent');
  const [from, until] = [textOf(row['from']), textOf(row['until'])];
  if (day < from || (until !== '' && day > until))
    return refuse('agent.outOfTerm', { from, until: until === '' ? '—' : until }, 'agent');
  return ok(true);
}
