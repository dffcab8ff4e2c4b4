/** 花名册 of a 上报批次 in the upper template, and the list of answers that comes back held against the batch. */
import type { Compared } from '#shared/contract/batch.ts';
import { sampleNumber } from '#shared/documents/facts.ts';
import { formCaseOf, sampleFormCase } from '#shared/documents/official-form/form-case.ts';
import { formTags, type FormCase } from '#shared/documents/official-form/form-tags.ts';
import { formatChineseDate } from '#shared/time/chinese-format.ts';
import { getPlainDate, type PlainDate } from '#shared/time/plain-date.ts';
import { maskIdNumber, maskName } from '#shared/identity/masking.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { readAnswers, type AnswerLine, type BatchCase } from '#shared/kinds/batch/answer-list.ts';
import { numberOfPetitioner, petitionerSchema } from '#shared/kinds/common/petitioner.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { valueOf, type StreamState } from '#shared/kinds/mechanism/state.ts';
import {
  runCatalogue,
  serial,
  type FilledRoster,
  type ReadSheet,
  type RosterJob,
  type RosterRow,
} from '../catalogue/jobs.ts';
import type { DeskCore, Viewer } from '../core.ts';
import type { DeskResources } from '../desk-resources.ts';
import { officialFormBytes } from '../print/official-form-bytes.ts';
import { findBatch, rowOf, rostersOf, versionOf } from './batches.ts';
import { todayOf } from './standings.ts';

export interface RosterOfBatch extends FilledRoster {
  readonly streams: readonly string[];
}

/** Refusals: stream.unknown, officialForm.notThere, attachment.coming, those of `fillRoster`. */
export async function rosterOfBatch(
  core: DeskCore,
  resources: DeskResources,
  viewer: Viewer,
  { stream, form }: { readonly stream: string; readonly form: string },
): Promise<Result<RosterOfBatch>> {
  const found = findBatch(core, viewer, stream);
  const version = found?.cases[0] && versionOf(core, found.cases[0]);
  if (found === undefined || version === undefined) return refuse('stream.unknown');
  if (!rostersOf(core, found.cases[0]).some(({ name }) => name === form))
    return refuse('officialForm.notThere', { name: form });
  const template = officialFormBytes(core, resources, version, form);
  if (!template.ok) return template;
  const rows = found.cases.flatMap((state) => rosterRow(core, viewer, state));
  const { number, authority, sentOn, cases } = found;
  const batch = { number, authority, sentOn: getPlainDate(dayOf(sentOn)), count: cases.length };
  const roster = { template: template.value, name: form, once: onceOf(core, viewer, batch, version), rows };
  const filled = await runCatalogue<FilledRoster>({ do: 'roster', roster });
  return filled.ok ? ok({ ...filled.value, streams: found.cases.map(({ stream: one }) => one) }) : filled;
}

/** A template that a matter is to have, filled with one row of nobody's. Refusals: those of `fillRoster`. */
export function sampleRoster(
  core: DeskCore,
  viewer: Viewer,
  version: JsonObject,
  { template, name }: { readonly template: Uint8Array; readonly name: string },
): Promise<Result<FilledRoster>> {
  if (template.length > templateLimit)
    return Promise.resolve(refuse('catalogue.tooLarge', { limitMb: templateLimit / 1024 / 1024 }));
  return runCatalogue<FilledRoster>({ do: 'roster', roster: { template, name, ...sampleOf(core, viewer, version) } });
}

/** Names of all tags a 花名册 of this matter may use. */
export function rosterNames(core: DeskCore, viewer: Viewer, version: JsonObject): readonly string[] {
  const { once, rows } = sampleOf(core, viewer, version);
  return [...new Set([serial, ...rows.flatMap(({ tags }) => [...tags.keys()]), ...Object.keys(once)])];
}

function sampleOf(core: DeskCore, viewer: Viewer, version: JsonObject): Pick<RosterJob, 'once' | 'rows'> {
  const today = todayOf(core);
  const batch = { number: sampleNumber, authority: textOf(version['authority']), sentOn: today, count: 1 };
  const given = sampleFormCase({ version, hall: core.station, today, handledBy: viewer.name });
  return { once: onceOf(core, viewer, batch, version), rows: [rowOfForm(given)] };
}

/** A template is an empty table: it stands in the history of its matter for good and goes to every desk. */
const templateLimit = 5 * 1024 * 1024;

interface BatchFacts {
  readonly number: string;
  readonly authority: string;
  readonly sentOn: PlainDate;
  readonly count: number;
}

/** What stands once in the sheet: in its title, above its table, below it. */
function onceOf(
  core: DeskCore,
  viewer: Viewer,
  { number, authority, sentOn, count }: BatchFacts,
  version: JsonObject,
): Record<string, string> {
  const { name, address = '', phone = '' } = core.station;
  return {
    ...{ 批次号: number, 上级单位: authority, 事项: textOf(version['name']), 人数: String(count) },
    事项编码: textOf(version['code']),
    上报日期: formatChineseDate(sentOn),
    今天: formatChineseDate(todayOf(core)),
    ...{ 大厅: name, 大厅地址: address, 大厅电话: phone, 经办人: viewer.name, 填表人: viewer.name },
  };
}

function rosterRow(core: DeskCore, viewer: Viewer, state: StreamState): readonly RosterRow[] {
  const version = versionOf(core, state);
  const around = { hall: core.station, today: todayOf(core), handledBy: viewer.name };
  const given = version && formCaseOf(state, { version, ...around });
  return given === undefined ? [] : [rowOfForm(given)];
}

function rowOfForm(given: FormCase): RosterRow {
  const tags = new Map(formTags(given));
  const number = tags.get('受理编号');
  if (number) tags.set('收件编号', number);
  const numbers = given.fields.flatMap(({ key, label }) => {
    const value = given.computed[key] ?? given.values[key];
    return typeof value === 'number' ? [...new Set([key, label])].map((name) => [name, value] as const) : [];
  });
  return { tags, numbers: Object.fromEntries(numbers) };
}

/** Refusals: stream.unknown, answers.noKey, answers.noResult. The first sheet that has both is the list. */
export function compareAnswers(
  core: DeskCore,
  viewer: Viewer,
  stream: string,
  sheets: readonly ReadSheet[],
): Result<{ lines: Compared[]; absent: string[] }> {
  const found = findBatch(core, viewer, stream);
  if (found === undefined) return refuse('stream.unknown');
  const cases = found.cases.map((state) => caseOf(state, stream));
  const read = sheets.map(({ rows }) => readAnswers(rows, cases));
  const first = read.find((one) => one.ok) ?? read.find((one) => !one.ok);
  if (first === undefined) return refuse('answers.noKey');
  if (!first.ok) return first;
  return ok({ lines: first.value.lines.map(maskedLine), absent: [...first.value.absent] });
}

const answered: ReadonlySet<string> = new Set(['agreed', 'disagreed', 'gaps']);

function caseOf(state: StreamState, batch: string): BatchCase {
  const petitioner = petitionerSchema.safeParse(valueOf(state, 'petitioner')).data;
  const standing = rowOf(state, batch).state;
  const noted = answered.has(standing) ? (standing as BatchCase['noted']) : 'other';
  return {
    ...{ stream: state.stream, number: state.number ?? '', name: petitioner?.name ?? '' },
    idNumber: (petitioner && numberOfPetitioner(petitioner)) ?? '',
    noted: standing === 'out' ? '' : noted,
  };
}

/** A list may name people of other towns: they are shown as little as anybody in a list. */
const maskedLine = ({ name, number, stream, ...line }: AnswerLine): Compared => ({
  ...{ ...line, stream, petitioner: maskName(name) },
  number: stream === null && /[\dX]{15,18}/iu.test(number) ? maskIdNumber(number) : number,
});
