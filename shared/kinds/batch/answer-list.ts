/**
 * The upper office's answer list (.xlsx) held against a 上报批次: who each line is about, by number or by paper, and what it says of them. Pure.
 * Nothing is decided here: a line that does not fit, or says something unclear, is shown and left to the person.
 */
import { normaliseReceiptNumber } from '../../documents/receipt-number.ts';
import { normalPaperNumber } from '../../identity/id-paper.ts';
import { normalisePersonName } from '../../identity/person-name.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import { columnCalled, listColumns, plainHeading } from '../matter/people-list/columns.ts';
import { textOfCell } from '../matter/people-list/read.ts';
import type { Cell } from '../matter/exchange/cells.ts';

/**
 * fits: to be noted. lacksReason: not agreed, and no word why. otherName: the number is of the batch, the name is not. unclear: what it says is neither.
 * blank: says nothing yet. noted, differs: already answered here, the same or otherwise. twice: a second line about one case. unmatched: of nobody in the batch.
 */
export const answerStates = [
  'fits',
  'lacksReason',
  'otherName',
  'unclear',
  'blank',
  'noted',
  'differs',
  'twice',
  'unmatched',
] as const;
export type AnswerState = (typeof answerStates)[number];
export type AnswerSaid = '' | 'agreed' | 'disagreed' | 'gaps';

export interface BatchCase {
  readonly stream: string;
  readonly number: string;
  readonly name: string;
  readonly idNumber: string;
  /** '' while it is out; else what was noted. */
  readonly noted: AnswerSaid | 'other';
}

export interface AnswerLine {
  readonly line: number;
  readonly stream: string | null;
  readonly number: string;
  readonly name: string;
  readonly state: AnswerState;
  readonly answer: AnswerSaid;
  readonly text: string;
  readonly said: string;
}

interface Columns {
  readonly at: number;
  readonly number: number;
  readonly idNumber: number;
  readonly name: number;
  readonly result: number;
  readonly reason: number;
  readonly missing: number;
}

const headings = {
  number: /^(收件编号|受理编号|收件号|受理号|办件编号|业务编号|申请编号)$/u,
  result:
    /^(结果|审核结果|审批结果|复核结果|办理结果|答复|审核结论|结论|是否同意|是否通过|审核意见|审批意见|县级?(审核|审批)?意见|上级(审核|审批)?意见|意见)$/u,
  missing: /^(缺少?材料|缺件|需?补正(材料|内容)?|补充材料|需补材料|应补材料)$/u,
  reason: /^(原因|理由|不同意(的)?(原因|理由)|不通过(的)?(原因|理由)|退回(原因|理由)|备注|说明|原因或备注)$/u,
} as const;

const mostTitles = 12;
const ofPeople = listColumns([]);

function columnsOf(cells: readonly Cell[], at: number): Columns {
  const texts = cells.map((cell) => plainHeading(textOfCell(cell)));
  const called = (part: string) =>
    texts.findIndex((text) => {
      const path = columnCalled(ofPeople, text)?.path ?? [];
      return path.length === 2 && path[1] === part;
    });
  const like = (pattern: RegExp) => texts.findIndex((text) => pattern.test(text));
  return {
    at,
    ...{ number: like(headings.number), idNumber: called('idNumber'), name: called('name') },
    ...{ result: like(headings.result), reason: like(headings.reason), missing: like(headings.missing) },
  };
}

/** Refusals: answers.noKey, answers.noResult. */
function findColumns(rows: readonly (readonly Cell[])[]): Result<Columns> {
  const all = rows.slice(0, mostTitles).map(columnsOf);
  const keyed = all.filter(({ number, idNumber }) => number >= 0 || idNumber >= 0);
  const found = keyed.find(({ result }) => result >= 0);
  if (found !== undefined) return ok(found);
  return refuse(keyed.length === 0 ? 'answers.noKey' : 'answers.noResult');
}

const negative = /不同意|不通过|未通过|不予|不批准|不符合|不合格|不准|否决|驳回|拒绝|^(否|不|×|✗|N)$/iu;
const toMend = /退回|补正|补件|补材料|补充|缺件|缺材料/u;
const positive = /^(已?(审核|审批|复核)?(同意|通过|合格|符合|批准|准予|审批通过)|是|√|✓|✔|Y(es)?)/iu;

/** What somebody meant by a word; undefined: it cannot be told. */
export function readAnswer(said: string): AnswerSaid | undefined {
  const text = said.normalize('NFKC').replaceAll(/\s/gu, '');
  if (text === '') return '';
  if (toMend.test(text)) return 'gaps';
  if (negative.test(text)) return 'disagreed';
  return positive.test(text) ? 'agreed' : undefined;
}

/** 「不同意：收入超标」 says its reason behind the word. */
const behindTheWord = (said: string): string => /[:：,，;；。]\s*(.+)$/su.exec(said.trim())?.[1]?.trim() ?? '';

export interface AnswersRead {
  readonly lines: readonly AnswerLine[];
  readonly absent: readonly string[];
}

export function readAnswers(rows: readonly (readonly Cell[])[], cases: readonly BatchCase[]): Result<AnswersRead> {
  const columns = findColumns(rows);
  if (!columns.ok) return columns;
  const byNumber = new Map(cases.map((one) => [normaliseReceiptNumber(one.number), one]));
  const byId = new Map(cases.filter(({ idNumber }) => idNumber !== '').map((one) => [one.idNumber, one]));
  const seen = new Set<string>();
  const lines = rows.slice(columns.value.at + 1).flatMap((cells, index): readonly AnswerLine[] => {
    const written = readLine(cells, columns.value);
    if (written.number === '' && written.idNumber === '') return [];
    const found = byNumber.get(normaliseReceiptNumber(written.number)) ?? byId.get(normalPaperNumber(written.idNumber));
    const state = stateOf(written, found, seen);
    if (found) seen.add(found.stream);
    const { answer = '', text, said } = written;
    const line = columns.value.at + index + 2;
    const who = { stream: found?.stream ?? null, number: found?.number ?? written.number };
    return [{ line, ...who, name: found?.name ?? written.name, state, answer, text, said }];
  });
  const absent = cases.filter(({ stream, noted }) => noted === '' && !seen.has(stream)).map(({ stream }) => stream);
  return ok({ lines, absent });
}

interface Written {
  readonly number: string;
  readonly idNumber: string;
  readonly name: string;
  readonly answer: AnswerSaid | undefined;
  readonly text: string;
  readonly said: string;
}

function readLine(cells: readonly Cell[], columns: Columns): Written {
  const at = (place: number): string => (place < 0 ? '' : textOfCell(cells[place]));
  const said = at(columns.result);
  const answer = readAnswer(said);
  const reasons = [at(columns.missing), at(columns.reason)];
  const [missing = '', reason = ''] = reasons;
  const text = (answer === 'gaps' ? missing || reason : reason || missing) || behindTheWord(said);
  return { number: at(columns.number), idNumber: at(columns.idNumber), name: at(columns.name), answer, text, said };
}

function stateOf(
  { name, answer, text }: Written,
  found: BatchCase | undefined,
  seen: ReadonlySet<string>,
): AnswerState {
  if (found === undefined) return 'unmatched';
  if (seen.has(found.stream)) return 'twice';
  if (answer === '') return 'blank';
  if (answer === undefined) return 'unclear';
  if (found.noted !== '') return found.noted === answer ? 'noted' : 'differs';
  if (name !== '' && normalisePersonName(name) !== normalisePersonName(found.name)) return 'otherName';
  return answer === 'agreed' || text !== '' ? 'fits' : 'lacksReason';
}
