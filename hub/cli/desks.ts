/** `desks`: every desk with its lives and how far each has come; and those that wait for a yes, with the six digits both screens show. */
import { sql, type Transaction } from '../store/database.ts';
import { hubDesk } from '../sync/begin.ts';
import { waitingDesks } from '../sync/enrol.ts';
import { exitCodes, type CommandCall, type HubCommand } from './command.ts';
import { withHub, type HubAtHand } from './with-hub.ts';
import * as words from './command-words.ts';

export const desks: HubCommand = {
  name: 'desks',
  about: ['列出各台电脑', 'list the desks'],
  flags: [],
  run: (call) => withHub(call, (at) => run(call, at)),
};

interface DeskLine {
  readonly id: string;
  readonly name: string;
  readonly station: string;
  readonly is_hall: boolean;
  readonly parts: string;
  readonly state: 'waiting' | 'active' | 'revoked';
}

/** One life. `told_seq`: how far its chain reached when it last sent; all below `next_seq` has a result here, all up to `safe_seq` a backup. */
interface LifeLine {
  readonly id: string;
  readonly desk: string;
  readonly next_seq: number;
  readonly told_seq: number;
  readonly safe_seq: number;
  readonly last_at: string;
}

async function run({ program, say }: CommandCall, { hub, pin }: HubAtHand): Promise<number> {
  const { all, lives, waiting } = await hub.database.transact(async (transaction) => ({
    all: await readDesks(transaction),
    lives: await readLives(transaction),
    waiting: await waitingDesks(hub, transaction, pin),
  }));
  if (all.length === 0) say(words.noDesks);
  const livesOf = Map.groupBy(lives, ({ desk }) => desk);
  for (const desk of all) program.print(linesOf(desk, livesOf.get(desk.id) ?? []).join('\n'));
  if (waiting.length > 0) say(words.waitingFor(waiting.length));
  for (const { id, name, station, comparison } of waiting) program.print(`  ${comparison}  ${name}  ${station}  ${id}`);
  return exitCodes.done;
}

const readDesks = (transaction: Transaction): Promise<DeskLine[]> =>
  transaction.all(
    sql<DeskLine>`SELECT id, name, station, is_hall, parts, state FROM desk WHERE id <> ${hubDesk} ORDER BY station, name, id`,
  );

const readLives = (transaction: Transaction): Promise<LifeLine[]> =>
  transaction.all(
    sql<LifeLine>`SELECT id, desk, next_seq, told_seq, safe_seq, last_at FROM writer WHERE desk <> ${hubDesk} ORDER BY id`,
  );

const states = { waiting: '待确认 waiting', active: '已加入 active', revoked: '已停用 revoked' } as const;

function linesOf({ id, name, station, is_hall, parts, state }: DeskLine, lives: readonly LifeLine[]): string[] {
  const hall = is_hall ? '  中心 hall' : '';
  const sealed = parts === '' ? '' : `  保密部分 parts: ${parts}`;
  const last = lives.reduce((at, one) => (one.last_at > at ? one.last_at : at), '');
  return [
    `${name}  ${station}${hall}${sealed}  ${states[state]}  ${id}`,
    `  最近联系 last contact: ${last === '' ? '从未 never' : last}`,
    ...lives.map(
      ({ id: life, told_seq: told, next_seq: next, safe_seq: safe }) =>
        `  ${life}  已写 told ${String(told)}  已收 acked ${String(next - 1)}  已备份 safe ${String(safe)}`,
    ),
  ];
}
