/**
 * Which desks may come, besides letting them in: `revoke` shuts one out, `readmit` lets it come again, `allow-copy` lets in another life
 * of one whose disk was copied with somebody's knowledge.
 */
import type { Transaction } from '../store/database.ts';
import { allowClone, readmitDesk, revokeDesk } from '../sync/desks.ts';
import type { Hub } from '../sync/hub.ts';
import { exitCodes, type HubCommand } from './command.ts';
import { withHub } from './with-hub.ts';
import * as words from './command-words.ts';
import type { Sentence } from './words.ts';

/** Of what one id names. */
interface Change {
  /** Answers false where there is none such. */
  readonly make: (hub: Hub, transaction: Transaction, id: string) => Promise<boolean>;
  readonly done: (id: string) => Sentence;
  readonly noneSuch: (id: string) => Sentence;
}

const changing =
  ({ make, done, noneSuch }: Change): HubCommand['run'] =>
  (call) =>
    withHub(call, async ({ hub }) => {
      const id = call.words[0] ?? '';
      const isDone = await hub.database.transact((transaction) => make(hub, transaction, id));
      if (!isDone) return call.refuse(noneSuch(id));
      call.say(done(id));
      return exitCodes.done;
    });

export const revoke: HubCommand = {
  name: 'revoke',
  about: ['停用一台电脑（丢失、报废、调走）', 'shut a desk out (stolen, scrapped, given away)'],
  words: ['<id>'],
  flags: [],
  run: changing({ make: revokeDesk, done: words.revoked, noneSuch: words.noSuchDesk }),
};

export const readmit: HubCommand = {
  name: 'readmit',
  about: ['重新启用一台停用了的电脑（找到了、调回来了）', 'let a desk that was shut out come again'],
  words: ['<id>'],
  flags: [],
  run: changing({ make: readmitDesk, done: words.readmitted, noneSuch: words.noneShutOut }),
};

export const allowCopy: HubCommand = {
  name: 'allow-copy',
  about: ['允许一台复制或恢复出来的电脑也加入', 'let a copied or restored desk in beside the other'],
  words: ['<writer>'],
  flags: [],
  run: changing({
    make: async (_hub, transaction, from) => (await allowClone(transaction, from)) > 0,
    done: words.copyAllowed,
    noneSuch: words.noSuchLife,
  }),
};
