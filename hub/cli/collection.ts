/** `collection`: after a restore, which lives of which desks have not brought back yet what they hold; and to go on without them. */
import { closeCollection, missingIn } from '../sync/collection.ts';
import { readHead } from '../sync/hub.ts';
import { exitCodes, type CommandCall, type HubCommand } from './command.ts';
import { withHub, type HubAtHand } from './with-hub.ts';
import * as words from './command-words.ts';
import type { Sentence } from './words.ts';

export const collection: HubCommand = {
  name: 'collection',
  about: ['恢复之后，看哪些电脑还没有交回', 'after a restore: which desks have not answered'],
  flags: [{ name: 'close', about: ['不再等，从现在起照常收件', 'wait no longer; order again from now on'] }],
  run: (call) => withHub(call, (at) => run(call, at)),
};

async function run(call: CommandCall, { hub }: HubAtHand): Promise<number> {
  const { head, missing } = await hub.database.transact(async (transaction) => {
    const found = await readHead(transaction);
    return { head: found, missing: await missingIn(transaction, found) };
  });
  // A computer that was copied is missing with more than one life.
  const desks = new Set(missing.map(({ id, writer }) => (id === '' ? writer : id))).size;
  const isOpen = head.state === 'open';
  const isClosing = call.flags.has('close');
  if (isOpen) return isClosing ? call.refuse(words.notCollecting) : tell(call, words.notCollecting);
  if (isClosing) {
    await closeCollection(hub);
    return tell(call, words.collectionClosed(desks));
  }
  call.say(words.collecting(desks));
  for (const { id, name, station, writer } of missing) {
    const who = id === '' ? `(${words.joinedSince.join(' ')})` : name;
    call.program.print(`  ${who}  ${station}  ${id}  ${writer}`);
  }
  return exitCodes.done;
}

function tell({ say }: CommandCall, sentence: Sentence): number {
  say(sentence);
  return exitCodes.done;
}
