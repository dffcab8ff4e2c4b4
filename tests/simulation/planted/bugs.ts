/** Bugs that others have shipped, or that sync.md warns of. The simulator must find every one: one that has never failed proves nothing. */
import type { Planted } from './plant.ts';

export interface Bug extends Planted {
  /** The first of the seeds that are tried; 1 where it is left out. Only saves time. */
  readonly from?: number;
  /** One of the ten that sync.md names: planted in CI too. The others are planted in the long run. */
  readonly isNamed?: true;
}

/** So many seeds are tried. */
export const within = 40;

const judge = 'shared/sync/judge.ts';
const page = 'electron/desk/sync/take-page.ts';

export const bugs: readonly Bug[] = [
  {
    name: 'the hub forgets its results',
    isNamed: true,
    file: judge,
    find: 'const settled = facts.settled.get(header.id);',
    replace: 'const settled = undefined as Settled | undefined;',
  },
  {
    name: 'the result of a refused entry is lost',
    file: 'hub/sync/push.ts',
    find: 'if (aside.length === 0) return;',
    replace: 'if (aside.length >= 0) return;',
  },
  {
    name: 'entries are taken in any order',
    isNamed: true,
    file: judge,
    find: `    if (header.writerSeq > nextSeq) return { verdicts: wholeActs(facts, verdicts), hasGap: true, isFork: false };
    if (header.writerSeq < nextSeq) {
      if (settled === undefined) return fork;
      verdicts.push({ is: 'repeat', arrival, settled });
      continue;
    }
    if (header.prev !== headHash) return fork;
    nextSeq += 1;`,
    replace: `    if (settled !== undefined) {
      verdicts.push({ is: 'repeat', arrival, settled });
      continue;
    }
    nextSeq = Math.max(nextSeq, header.writerSeq) + 1;`,
  },
  {
    name: 'the cursor is written before the rows',
    isNamed: true,
    from: 20,
    file: page,
    find: `export function takePage(core: DeskCore, page: PullAnswer): Taken {
  return`,
    replace: `export function takePage(core: DeskCore, page: PullAnswer): Taken {
  if (startsHere(page, readCursor(core.store.read)))
    transact(core.store.write, (transaction) => { writeCursor(transaction, page.cursor); });
  page = { ...page, from: page.cursor };
  return`,
  },
  {
    name: 'a page from another cursor is taken',
    isNamed: true,
    from: 5,
    file: 'shared/sync/page.ts',
    find: 'every(([scope, pos]) => (cursor[scope] ?? 0) === pos)',
    replace: 'every(([scope, pos]) => (cursor[scope] ?? 0) >= -pos)',
  },
  {
    name: 'the last value of a guarded field wins',
    isNamed: true,
    file: 'shared/kinds/mechanism/fields.ts',
    find: 'if (!isGuarded || now === undefined) return set;',
    replace: 'if (!isGuarded || now === undefined || now.value !== null) return set;',
  },
  {
    name: 'a stream that moves away is not called back',
    isNamed: true,
    from: 18,
    file: 'hub/sync/feeds.ts',
    find: 'return [...left, ...here];',
    replace: 'return here;',
  },
  {
    name: 'every desk gets the feed of the hall',
    isNamed: true,
    file: 'shared/sync/scopes.ts',
    find: 'isHall ? hallScope : stationScope(station), ...parts',
    replace: 'hallScope, ...(isHall ? [] : [stationScope(station)]), ...parts',
  },
  {
    name: 'an act is taken in part',
    isNamed: true,
    from: 41,
    file: judge,
    find: "verdict.is === 'take' && broken.has",
    replace: "verdict.is !== 'take' && broken.has",
  },
  {
    name: 'a page ends in the middle of an act',
    file: 'hub/sync/whole-acts.ts',
    find: 'if (open === index) ends',
    replace: 'if (open >= index) ends',
  },
  {
    name: 'a copied or restored directory goes on under its old writer',
    isNamed: true,
    from: 6,
    file: 'electron/desk/journal/writers.ts',
    find: "if (begunIn === null || !isSamePlace(begunIn, readPlace(dir))) return { is: 'copied', codes };",
    replace: '',
  },
  {
    name: 'a fold reads the clock',
    isNamed: true,
    file: 'shared/kinds/mechanism/fold.ts',
    find: 'lastOn: entry.on > state.lastOn ? entry.on : state.lastOn,',
    replace: 'lastOn: new Date().toISOString(),',
  },
  {
    name: 'an official number is given again after the hub was restored',
    from: 30,
    file: 'hub/sync/numbers.ts',
    find: 'if (number === undefined || (await keepNumber(',
    replace: 'if (number !== undefined || (await keepNumber(',
  },
  {
    name: 'two cases get one official number',
    file: 'hub/sync/numbers.ts',
    find: 'UPDATE series SET last = ${last + fresh.length}',
    replace: 'UPDATE series SET last = ${last + fresh.length - 1}',
  },
  {
    name: 'own entries go when the stream is called back',
    file: page,
    find: 'DELETE FROM entry WHERE stream = ${stream} AND writer NOT IN (SELECT id FROM writer)',
    replace: 'DELETE FROM entry WHERE stream = ${stream}',
  },
  {
    name: 'the hybrid clock follows a clock that is set back',
    file: 'shared/journal/hlc.ts',
    find: 'if (last === undefined || wall > wallOf(last))',
    replace: 'if (last === undefined || wall !== wallOf(last))',
  },
  {
    name: 'nothing is returned to a hub that was restored',
    file: 'electron/desk/sync/give-back.ts',
    find: 'for (const stream of streamsBeyond(read, returning)) {',
    replace: 'for (const stream of streamsBeyond(read, returning).slice(0, 0)) {',
    from: 85,
  },
  {
    name: 'an act that comes twice is done twice',
    file: 'electron/desk/commands/act.ts',
    find: `      const stored = storedAnswer(transaction, request, requestHash);
      if (stored) return stored;`,
    replace: `      const stored = storedAnswer(transaction, request, requestHash);
      if (stored) request = { ...request, id: newId(core.ports) };`,
  },
  {
    name: 'who was dismissed is not doubted',
    file: 'hub/sync/own-entries.ts',
    find: '.filter(({ header }) => dismissed.has(header.by))',
    replace: ".filter(({ header }) => dismissed.has(header.by) && header.type === '')",
  },
  {
    name: 'a desk that was shut out is served',
    file: 'hub/sync/gate.ts',
    find: "if (desk.state !== 'active') return",
    replace: "if (desk.state === 'waiting') return",
  },
  {
    name: 'the hub forgets how far a feed goes',
    file: 'hub/sync/feeds.ts',
    find: 'UPDATE feed_head SET pos = new.pos FROM',
    replace: 'UPDATE feed_head SET pos = new.pos - 1 FROM',
  },
  {
    name: 'the queue forgets what was not answered',
    file: 'electron/desk/sync/settle.ts',
    find: 'Math.min(lastSeq, answer.nextSeq - 1)',
    replace: 'lastSeq + 1',
  },
  {
    name: 'a stream that comes back begins where it had left',
    from: 150,
    file: page,
    find: "found === undefined || found.state === 'gone' ? { upto: 0, state: 'here' } : found",
    replace: "found === undefined ? { upto: 0, state: 'here' } : found",
  },
  {
    name: 'a row that cannot be read is passed over',
    from: 25,
    file: page,
    find: 'for (const row of unreadable) keepUnread',
    replace: 'for (const row of unreadable.slice(0, 0)) keepUnread',
  },
  {
    name: 'of a long stream only the beginning is returned',
    from: 260,
    file: 'electron/desk/sync/give-back.ts',
    find: 'if (entries.length >= pullLimit)',
    replace:
      'if (entries.length >= pullLimit) { [after, afterRev] = [`${after}z`, 0]; } if (entries.length >= pullLimit)',
  },
  {
    name: 'a refusal that was never heard of is not asked for',
    file: 'electron/desk/sync/give-back.ts',
    find: 'Math.min(nextSeq, own.acked_seq + 1)',
    replace: 'nextSeq',
  },
  {
    name: 'a newer hub does not look at what an older one could not make out',
    file: 'hub/sync/service.ts',
    find: '  await catchUp(hub);',
    replace: '  if (database === undefined) await catchUp(hub);',
  },
  {
    name: 'what follows an entry put aside is taken without it',
    file: 'hub/sync/deferred.ts',
    find: 'if (!entries.some(({ stream }) => stuck.has(stream))) continue;',
    replace: 'if (entries.length > 0) continue;',
  },
  {
    name: 'an act that makes the hub fail blocks the queue',
    file: 'electron/desk/sync/link.ts',
    find: 'memory.faults >= 2 * poisonAfter',
    replace: 'memory.faults >= 2000 * poisonAfter',
  },
];
