/**
 * `node intake-list-process.ts <dir> <rows>`: takes the rows of one list in, as the page does: the draft with the ids of all rows is kept, the
 * list is opened, then one act a row. Called again it goes on with what the draft says. `opened`, `ack <row>` for each, `done`.
 */
import { writeSync } from 'node:fs';
import { keepDraft, listDrafts } from '#desk/commands/drafts.ts';
import { openList, takeRow } from '#desk/commands/intake-lists.ts';
import { newId } from '#desk/ids.ts';
import { listPageOf } from '#desk/queries/intake-lists.ts';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { matterCode, morning, openCrashDesk } from './crash-desk.ts';

const [dir = '', count = '0'] = process.argv.slice(2);
const say = (line: string): void => void writeSync(1, `${line}\n`);
const { desk, core, viewer } = unwrap(await openCrashDesk(dir, { at: morning + process.pid, seed: process.pid }));
say('opened');

interface Kept {
  readonly list: string;
  readonly rows: readonly string[];
}

function draft(): Kept {
  const [kept] = listDrafts(core, viewer);
  if (kept !== undefined) return kept.data as unknown as Kept;
  const fresh = { list: newId(core.ports), rows: Array.from({ length: Number(count) }, () => newId(core.ports)) };
  const about = { id: newId(core.ports), kind: 'intakeList', type: 'many', stream: null };
  unwrap(keepDraft(core, viewer, { ...about, data: fresh }));
  return fresh;
}

const { list, rows } = draft();
if (!listPageOf(core, viewer, list).ok) unwrap(openList(core, viewer, { list, matter: matterCode, rows }));
for (const [at, row] of rows.entries()) {
  const idNumber = makeResidentId({ area: '360732', birth: getPlainDate('1985-12-31'), sequence: at + 1 });
  const set = { petitioner: { name: '张三', idType: 'residentId', idNumber }, matter: { code: matterCode } };
  unwrap(takeRow(core, viewer, { list, row, kind: 'service', type: 'received', data: { set } }));
  say(`ack ${row}`);
}
await desk.close();
say('done');
