/** `revoke`, `readmit`, `allow-copy`: a desk that may not come any more, or may again, and one whose disk was copied with somebody's knowledge. */
import { allowClone, readmitDesk, revokeDesk } from '../sync/desks.ts';
import { exitCodes, type HubCommand } from './command.ts';
import { withHub } from './with-hub.ts';
import * as words from './command-words.ts';

export const revoke: HubCommand = {
  name: 'revoke',
  about: ['停用一台电脑（丢失、报废、调走）', 'shut a desk out (stolen, scrapped, given away)'],
  words: ['<id>'],
  flags: [],
  run: (call) =>
    withHub(call, async ({ hub }) => {
      const id = call.words[0] ?? '';
      const isDone = await hub.database.transact((transaction) => revokeDesk(hub, transaction, id));
      if (!isDone) return call.refuse(words.noSuchDesk(id));
      call.say(words.revoked(id));
      return exitCodes.done;
    }),
};

export const readmit: HubCommand = {
  name: 'readmit',
  about: ['重新启用一台停用了的电脑（找到了、调回来了）', 'let a desk that was shut out come again'],
  words: ['<id>'],
  flags: [],
  run: (call) =>
    withHub(call, async ({ hub }) => {
      const id = call.words[0] ?? '';
      const isDone = await hub.database.transact((transaction) => readmitDesk(hub, transaction, id));
      if (!isDone) return call.refuse(words.noneShutOut(id));
      call.say(words.readmitted(id));
      return exitCodes.done;
    }),
};

export const allowCopy: HubCommand = {
  name: 'allow-copy',
  about: ['允许一台复制或恢复出来的电脑也加入', 'let a copied or restored desk in beside the other'],
  words: ['<writer>'],
  flags: [],
  run: (call) =>
    withHub(call, async ({ hub }) => {
      const from = call.words[0] ?? '';
      const changed = await hub.database.transact((transaction) => allowClone(transaction, from));
      if (changed === 0) return call.refuse(words.noSuchLife(from));
      call.say(words.copyAllowed(from));
      return exitCodes.done;
    }),
};
