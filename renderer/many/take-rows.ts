/**
 * Takes the rows of a list in, one act after another. Before the first of them the draft is kept and the list is opened with the ids of all, so
 * that whoever goes on after a power cut finds both. What is there already is not sent again; a lost answer is asked for again.
 */
import type { JsonObject } from '#shared/kernel/json.ts';
import { isLost, type DeskAnswer, type DeskRefusal } from '../client/answer.ts';

export interface RowToTake {
  readonly id: string;
  readonly data: JsonObject;
  readonly household?: string | undefined;
  readonly isByHand?: boolean | undefined;
}

interface Known {
  readonly stream: string;
  /** '' = not there yet. */
  readonly number: string;
}

export interface TakePorts {
  /** Everything typed is in the encrypted store. */
  readonly keep: () => Promise<DeskAnswer<unknown>>;
  readonly page: () => Promise<DeskAnswer<{ readonly rows: readonly Known[] }>>;
  readonly open: (rows: readonly string[]) => Promise<DeskAnswer<unknown>>;
  readonly extend: (rows: readonly string[]) => Promise<DeskAnswer<unknown>>;
  readonly take: (row: RowToTake, visit: string | undefined) => Promise<DeskAnswer<{ readonly number: string }>>;
  readonly untilBack: () => Promise<void>;
  readonly onTaken: (id: string, number: string) => void;
  /** Why the desk did not take it in; the others go on. */
  readonly onRefused: (id: string, refusal: DeskRefusal) => void;
  readonly isStopped: () => boolean;
}

/** The refusal that ends it all (a clock in doubt, a full disk); undefined: every row was tried, or somebody stopped it. */
export async function takeRows(rows: readonly RowToTake[], ports: TakePorts): Promise<DeskRefusal | undefined> {
  const kept = await ports.keep();
  if (!kept.ok) return kept.refusal;
  const there = await openWith(rows, ports);
  if (!there.ok) return there.refusal;
  const firstOf = new Map<string, string>();
  const note = ({ id, household }: RowToTake) => {
    if (household !== undefined && !firstOf.has(household)) firstOf.set(household, id);
  };
  for (const row of rows) {
    const number = there.value.get(row.id);
    if (number !== undefined) {
      ports.onTaken(row.id, number);
      note(row);
      continue;
    }
    if (ports.isStopped()) return undefined;
    const visit = row.household === undefined ? undefined : firstOf.get(row.household);
    const answer = await untilAnswered(() => ports.take(row, visit), ports.untilBack);
    if (answer.ok) {
      ports.onTaken(row.id, answer.value.number);
      note(row);
    } else if (isOfRow(answer.refusal)) ports.onRefused(row.id, answer.refusal);
    else return answer.refusal;
  }
  return undefined;
}

/** What is about this one person: a field of theirs, or a character of their name. */
const isOfRow = ({ field, code }: DeskRefusal): boolean =>
  (field !== undefined && field !== 'matter') || code === 'paper.glyphMissing' || code === 'list.notOnIt';

/** Those that are there, with their numbers. */
async function openWith(
  rows: readonly RowToTake[],
  { page, open, extend, untilBack }: TakePorts,
): Promise<DeskAnswer<ReadonlyMap<string, string>>> {
  const ids = rows.map(({ id }) => id);
  const found = await untilAnswered(page, untilBack);
  if (!found.ok && found.refusal.code !== 'stream.unknown') return found;
  const known = found.ok ? found.value.rows : undefined;
  const planned = new Set(known?.map(({ stream }) => stream));
  const missing = ids.filter((id) => !planned.has(id));
  if (known === undefined || missing.length > 0) {
    const opened = await untilAnswered(() => (known === undefined ? open(ids) : extend(missing)), untilBack);
    if (!opened.ok) return opened;
  }
  const there = (known ?? []).filter(({ number }) => number !== '');
  return { ok: true, value: new Map(there.map(({ stream, number }) => [stream, number])) };
}

async function untilAnswered<T>(
  ask: () => Promise<DeskAnswer<T>>,
  untilBack: () => Promise<void>,
): Promise<DeskAnswer<T>> {
  for (;;) {
    const answer = await ask();
    if (answer.ok || !isLost(answer.refusal)) return answer;
    await untilBack();
  }
}
