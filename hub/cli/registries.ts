/** `registries`: the registries that desks brought with them, compared with the township's; and to take them over. */
import { sql, type Transaction } from '../store/database.ts';
import { proposals, takeOver, type Proposal } from '../sync/proposals.ts';
import { exitCodes, type CommandCall, type HubCommand } from './command.ts';
import { withHub, type HubAtHand } from './with-hub.ts';
import * as words from './command-words.ts';

export const registries: HubCommand = {
  name: 'registries',
  about: ['各台电脑自己带来的登记（人员、事项等）', 'registries that desks brought with them'],
  flags: [
    {
      name: 'take',
      value: '<all|id>',
      about: ['收为全镇的：全部新的，或其中一条', 'make them the township’s: all that are new, or one'],
    },
  ],
  run: (call) =>
    withHub(call, (at) => {
      const what = call.flags.get('take');
      return what === undefined ? preview(call, at) : take(call, at, what);
    }),
};

async function preview({ program, say }: CommandCall, { hub }: HubAtHand): Promise<number> {
  const { offered, names } = await hub.database.transact(async (transaction) => ({
    offered: await proposals(hub, transaction),
    names: await readNames(transaction),
  }));
  if (offered.length === 0) say(words.nothingOffered);
  for (const [desk, ofDesk] of Map.groupBy(offered, (one) => one.desk)) {
    program.print(`${names.get(desk) ?? ''}  ${desk}`);
    for (const [kind, rows] of Map.groupBy(ofDesk, (one) => one.kind)) program.print(linesOf(kind, rows).join('\n'));
  }
  return exitCodes.done;
}

const standings = { new: '新 new', same: '相同 same', differs: '不同 differs' } as const;

function linesOf(kind: string, rows: readonly Proposal[]): string[] {
  const counted = (['new', 'same', 'differs'] as const).map(
    (is) => `${standings[is]} ${String(rows.filter((row) => row.is === is).length)}`,
  );
  return [
    `  ${kind}: ${counted.join('  ')}`,
    ...rows.map(({ is, key, label, stream }) => `    ${standings[is]}  ${key}  ${label}  ${stream}`),
  ];
}

async function take(call: CommandCall, { hub }: HubAtHand, what: string): Promise<number> {
  const offered = await hub.database.transact((transaction) => proposals(hub, transaction));
  const chosen = offered.filter(({ stream, is }) => is === 'new' && (what === 'all' || stream === what));
  if (chosen.length === 0) return call.refuse(words.nothingToTake);
  const taken = await takeOver(
    hub,
    chosen.map(({ stream }) => stream),
  );
  call.say(words.takenOver(taken));
  return exitCodes.done;
}

async function readNames(transaction: Transaction): Promise<ReadonlyMap<string, string>> {
  const rows = await transaction.all(sql<{ id: string; name: string }>`SELECT id, name FROM desk`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
