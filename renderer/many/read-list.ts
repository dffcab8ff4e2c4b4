/** A list that was pasted or brought as a file → rows. The desk reads the file; what is meant by it is read here. */
import { partBytes } from '#shared/contract/attachment.ts';
import { longestList } from '#shared/kinds/intake-list/index.ts';
import type { Cell } from '#shared/kinds/matter/exchange/cells.ts';
import type { FormField } from '#shared/kinds/matter/form-field.ts';
import { listColumns } from '#shared/kinds/matter/people-list/columns.ts';
import { readPeople } from '#shared/kinds/matter/people-list/read.ts';
import { cellsOfText } from '#shared/kinds/matter/people-list/text.ts';
import { toBase64 } from '../attachments/upload.ts';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskAnswer, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { rowsOfPeople, type ManyRow } from './many-draft.ts';

export interface ReadList {
  readonly rows: readonly ManyRow[];
  /** Headings that were not read. */
  readonly ignored: readonly string[];
  readonly refusal?: DeskRefusal;
}

const refused = (refusal: DeskRefusal): ReadList => ({ rows: [], ignored: [], refusal });

export const peopleOfCells = (text: string, fields: readonly FormField[]): ReadList =>
  peopleIn([{ count: 0, rows: cellsOfText(text) }], fields);

interface Sheet {
  readonly count: number;
  readonly rows: readonly (readonly Cell[])[];
}

/** The first sheet in which there are people. */
function peopleIn(sheets: readonly Sheet[], fields: readonly FormField[]): ReadList {
  const columns = listColumns(fields);
  for (const { count, rows } of sheets) {
    const read = readPeople(rows, columns);
    if (!read.ok) continue;
    const people = count > rows.length ? count : read.value.rows.length;
    if (people > longestList) return refused({ code: 'list.tooMany', details: { count: people, most: longestList } });
    return { rows: rowsOfPeople(read.value.rows), ignored: read.value.ignored };
  }
  return refused({ code: 'list.noPeople' });
}

export async function readFile(file: File, fields: readonly FormField[]): Promise<ReadList> {
  const id = newActId();
  const sent = await sendParts(file, (index, data) => desk.many.part({ file: id, index, data }));
  if (sent) return refused(sent);
  const read = await answerOf(() => desk.many.sheets({ file: id }));
  if (!read.ok) return refused(read.refusal);
  return peopleIn(read.value.sheets as readonly Sheet[], fields);
}

/** Undefined when everything has arrived. An empty file is one part, so that the desk says what it is. */
export async function sendParts(
  file: File,
  send: (index: number, data: string) => Promise<DeskAnswer<unknown>>,
): Promise<DeskRefusal | undefined> {
  for (let index = 0; index === 0 || index * partBytes < file.size; index += 1) {
    const data = await partOf(file, index);
    if (data === undefined) return { code: 'attachment.unreadable' };
    const answer = await answerOf(() => send(index, data));
    if (!answer.ok) return answer.refusal;
  }
  return undefined;
}

/** Undefined where the stick was pulled out, or it is a folder. */
async function partOf(file: File, index: number): Promise<string | undefined> {
  try {
    return toBase64(new Uint8Array(await file.slice(index * partBytes, (index + 1) * partBytes).arrayBuffer()));
  } catch {
    return undefined;
  }
}
