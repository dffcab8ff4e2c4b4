/** What a township's server would have said, written into an open desk where no server runs. */
import type { DeskCore } from '#desk/core.ts';
import { refold } from '#desk/journal/refold.ts';
import { all, sql, transact } from '#desk/store/handles.ts';
import { alarmSetting } from '#desk/sync/compare.ts';
import { hubKeysSetting, linkTo, stopSetting, writeSetting, type Stop } from '#desk/sync/link-state.ts';
import { metHub } from '#desk/sync/met.ts';
import { settleOne } from '#desk/sync/settle.ts';
import type { EntryRefusal, HelloAnswer } from '#shared/sync/messages.ts';

/** The desk belongs to a server that nobody answers for; `metAt` (milliseconds since 1970): when it last met it. */
export function joinMadeUpHub(core: DeskCore, metAt = core.ports.clock.now()): void {
  transact(core.store.write, (transaction) => {
    metHub(transaction, metAt);
    writeSetting(transaction, linkTo, { url: 'https://127.0.0.1:9', pin: 'made-up' });
  });
}

/** The desk heard of its server once: what that signs with, and what files for it are sealed for. */
export function hearMadeUpHub(core: DeskCore, keys: HelloAnswer['keys'] = madeUpKeys): void {
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, hubKeysSetting, keys);
    writeSetting(transaction, stopSetting, '');
  });
}
const madeUpKeys: HelloAnswer['keys'] = {
  sign: 'A'.repeat(43),
  stick: 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj',
};

/** An act that the server did not take: as the answer to a PUSH says it. */
export function returnAct(core: DeskCore, act: string, code: EntryRefusal): void {
  transact(core.store.write, (transaction) => {
    const entries = all(transaction, sql<{ id: string }>`SELECT id FROM entry WHERE act = ${act} ORDER BY seq`);
    if (entries.length === 0) throw new Error(`no act ${act}`);
    entries.forEach(({ id }, index) => {
      const stream = settleOne(transaction, { id, result: 'refused', code: index === 0 ? code : 'act' });
      if (stream !== undefined) refold(core, transaction, stream);
    });
  });
}

/** What the comparison with the server found last night. */
export const madeUpDifference = {
  ...{ scope: 'h', bucket: 171, at: '2026-11-21T18:00:00.000Z' },
  ...{ ours: '0123456789abcdef0000000000000000', theirs: 'fedcba98765432100000000000000000' },
} as const;

export function differ(core: DeskCore): void {
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, alarmSetting, madeUpDifference);
  });
}

/** The link stands still until a person has looked. */
export function stopLink(core: DeskCore, stop: Stop): void {
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, stopSetting, stop);
  });
}
