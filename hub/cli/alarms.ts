/** `alarms`: what a person has to look at, newest last; and that somebody has. */
import { sql } from '../store/database.ts';
import type { AlarmKind } from '../sync/alarms.ts';
import { exitCodes, type CommandCall, type HubCommand } from './command.ts';
import { withHub, type HubAtHand } from './with-hub.ts';
import * as words from './command-words.ts';

export const alarms: HubCommand = {
  name: 'alarms',
  about: ['列出需要人看的问题', 'list what a person has to look at'],
  flags: [{ name: 'settle', value: '<id>', about: ['这一条已经看过、处理好了', 'this one was looked at and settled'] }],
  run: (call) =>
    withHub(call, (at) => {
      const id = call.flags.get('settle');
      return id === undefined ? list(call, at) : settle(call, at, id);
    }),
};

interface AlarmRow {
  readonly id: string;
  readonly at: string;
  readonly what: AlarmKind;
  readonly facts: string;
}

async function list({ program, say }: CommandCall, { hub }: HubAtHand): Promise<number> {
  const rows = await hub.database.transact((transaction) =>
    transaction.all(sql<AlarmRow>`SELECT id, at, what, facts FROM alarm WHERE NOT settled ORDER BY at, id`),
  );
  if (rows.length === 0) say(words.noAlarms);
  for (const { id, at, what, facts } of rows) {
    program.print(`${at}  ${words.alarmNames[what].join(' ')}  ${facts}\n  ${id}`);
  }
  return exitCodes.done;
}

async function settle(call: CommandCall, { hub }: HubAtHand, id: string): Promise<number> {
  const changed = await hub.database.transact((transaction) =>
    transaction.run(sql`UPDATE alarm SET settled = true WHERE id = ${id} AND NOT settled`),
  );
  if (changed === 0) return call.refuse(words.noSuchAlarm(id));
  call.say(words.alarmSettled);
  return exitCodes.done;
}
