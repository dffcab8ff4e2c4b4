/** `confirm`, `decline`: the operator has compared the six digits on both screens. */
import { letIn, waitingDesks, type WaitingDesk } from '../sync/enrol.ts';
import { exitCodes, type CommandCall, type HubCommand } from './command.ts';
import { withHub, type HubAtHand } from './with-hub.ts';
import * as words from './command-words.ts';

const which = '<id|digits>';

export const confirm: HubCommand = {
  name: 'confirm',
  about: ['六位数字一致，让这台电脑加入', 'the digits are the same: let the desk in'],
  words: [which],
  flags: [],
  run: (call) => withHub(call, (at) => answer(call, at, true)),
};

export const decline: HubCommand = {
  name: 'decline',
  about: ['不让这台电脑加入', 'do not let the desk in'],
  words: [which],
  flags: [],
  run: (call) => withHub(call, (at) => answer(call, at, false)),
};

async function answer(call: CommandCall, { hub, pin }: HubAtHand, isYes: boolean): Promise<number> {
  const said = call.words[0] ?? '';
  const found = await hub.database.transact(async (transaction) => {
    const meant = (await waitingDesks(hub, transaction, pin)).filter((desk) => isMeant(desk, said));
    const [one] = meant;
    // Six digits can be those of two: then only the id tells which.
    if (one === undefined || meant.length > 1) return { meant, isDone: false };
    return { meant, isDone: await letIn(hub, transaction, one.id, isYes) };
  });
  const [desk] = found.meant;
  if (desk === undefined || !found.isDone)
    return call.refuse(found.meant.length > 1 ? words.sameDigits : words.noneWaits);
  call.say(isYes ? words.confirmed(desk.name, desk.station) : words.declined(desk.name, desk.station));
  return exitCodes.done;
}

const isMeant = ({ id, comparison }: WaitingDesk, said: string): boolean =>
  id === said || comparison.replace(' ', '') === said.replaceAll(/[\s-]/gu, '');
