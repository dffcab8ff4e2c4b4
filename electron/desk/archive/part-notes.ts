/** 备注 of a part of the file: copies, 补打, what became of a paper, where an original is. */
import { formName, materialForm, showDate } from '#shared/documents/facts.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { FileMaterial, OriginalRow } from '#shared/kinds/mechanism/rows.ts';
import type { PaperState, StreamState } from '#shared/kinds/mechanism/state.ts';

export function paperNotes({ papers }: StreamState, { copies, status, replaces, replacedBy }: PaperState): string {
  const dayOfPaper = (id: string | undefined): string => {
    const on = papers.find((paper) => paper.id === id)?.on;
    return on === undefined ? '' : showDate(dayOf(on));
  };
  return [
    ...(copies === 0 ? ['没有打印记录'] : [`打印 ${String(copies)} 份`]),
    ...(replaces === undefined ? [] : [`更正件，代替 ${dayOfPaper(replaces)} 的一份`]),
    ...(status === 'void' ? ['已作废'] : []),
    ...(status === 'superseded' ? [`已由 ${dayOfPaper(replacedBy)} 的更正件代替`] : []),
  ].join('；');
}

export function receivedNote(received: FileMaterial['received']): string {
  if (received === undefined) return '没有收到';
  const form = materialForm.safeParse(received.form).data;
  return `${form === undefined ? received.form : formName(form)} ${String(received.copies)} 份`;
}

export function custodyNote(row: OriginalRow | undefined): string {
  if (row === undefined) return '';
  const { returned, since, place } = row;
  return returned === undefined
    ? `原件 ${showDate(dayOf(since))} 起在本处保管${place === undefined ? '' : `（${place}）`}`
    : `原件 ${showDate(dayOf(returned.on))} 已归还${returned.to}`;
}
