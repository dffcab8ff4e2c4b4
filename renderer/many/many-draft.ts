/** What stands on the page of a 批量收件 before it is taken in, as the draft keeps it. Ids are fixed here: of the list, and of each row. */
import { callLimitBytes } from '#shared/contract/wire.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { PersonRow } from '#shared/kinds/matter/people-list/read.ts';
import { currentRuleset, type Kind } from '#shared/kinds/mechanism/define.ts';
import { kinds } from '#shared/kinds/registry.ts';
import { normalPaperNumber } from '#shared/identity/id-paper.ts';
import { newActId } from '../client/act-runner.ts';
import { beginningStep, stepForm, type StepForm } from '../fields/step-form.ts';
import { recordOf, recordsOf, textOf } from '../fields/values.ts';

/** The step a draft of a list is about. */
export const manyType = 'many';
export const listKind = 'intakeList';

export interface ManyRow {
  /** Of its act and of its case. */
  readonly id: string;
  readonly petitioner: JsonObject;
  /** What is said of this one alone; the rest is what is said of all. */
  readonly form: JsonObject;
  /** 全家: rows of one household are one visit. */
  readonly household?: string;
  /** 不收. */
  readonly isOut?: boolean;
  /** 照收: a condition is not met, and the person has decided. */
  readonly isAnyway?: boolean;
  /** A character no font has is left blank on the slip. */
  readonly isByHand?: boolean;
}

export interface ManyDraft {
  readonly list: string;
  readonly code: string;
  /** Fields of the kind by name, said once for all. */
  readonly common: JsonObject;
  readonly rows: readonly ManyRow[];
  /** Who is being typed and not on the list yet. */
  readonly typed: JsonObject;
}

export const emptyMany = (code = ''): ManyDraft => ({ list: newActId(), code, common: {}, rows: [], typed: {} });

export const newRow = (petitioner: JsonObject, form: JsonObject = {}, household?: string): ManyRow => ({
  ...{ id: newActId(), petitioner, form },
  ...(household === undefined ? {} : { household }),
});

export const rowsOfPeople = (people: readonly PersonRow[]): readonly ManyRow[] =>
  people.map(({ petitioner, form }) => newRow(petitioner, form));

export const manyData = ({ list, code, common, rows, typed }: ManyDraft): JsonObject => ({
  ...{ list, code, common, typed },
  rows: rows.map((row) => ({ ...row })),
});

/** A call holds so much; the rest is for what else goes with it, and for what is still typed in the rows. */
const mostBytes = callLimitBytes * 0.9;

/** Of a few hundred rows with long forms: what cannot be kept would be lost with the power. */
export function isTooLargeToKeep(draft: ManyDraft): boolean {
  const text = JSON.stringify(manyData(draft));
  return text.length > mostBytes / 3 && new TextEncoder().encode(text).length > mostBytes;
}

export function readMany(data: JsonObject): ManyDraft {
  const list = textOf(data['list']);
  return {
    ...emptyMany(textOf(data['code'])),
    ...(list === '' ? {} : { list }),
    common: recordOf(data['common']),
    rows: recordsOf(data['rows']).map(readRow),
    typed: recordOf(data['typed']),
  };
}

const readRow = ({ id, petitioner, form, household, isOut, isAnyway, isByHand }: JsonObject): ManyRow => ({
  id: textOf(id),
  petitioner: recordOf(petitioner),
  form: recordOf(form),
  ...(textOf(household) === '' ? {} : { household: textOf(household) }),
  ...(isOut === true ? { isOut } : {}),
  ...(isAnyway === true ? { isAnyway } : {}),
  ...(isByHand === true ? { isByHand } : {}),
});

/** The kind whose cases are taken in by lists, and what its beginning asks for. */
export interface Taken {
  readonly kind: string;
  readonly form: StepForm;
  /** Names of its fields by what they ask for. */
  readonly petitioner: string;
  readonly matter: string;
  readonly matterForm: string;
}

const asks = (kind: Kind, input: string): string | undefined =>
  Object.entries(currentRuleset(kind).fields).find(([, spec]) => spec.input === input)?.[0];

function takenOf(kind: Kind): Taken[] {
  const [petitioner, matter, matterForm] = [asks(kind, 'petitioner'), asks(kind, 'matter'), asks(kind, 'matterForm')];
  if (kind.form !== 'case' || petitioner === undefined || matter === undefined || matterForm === undefined) return [];
  const ruleset = currentRuleset(kind);
  return [{ kind: kind.kind, form: stepForm(ruleset, beginningStep(ruleset)), petitioner, matter, matterForm }];
}

/** The first kind that asks for a person, a matter and the matter's form. */
export const takenByLists: Taken | undefined = kinds.flatMap(takenOf)[0];

/** The values of one case: what is said of all, and over it what is said of this one. */
export const valuesOf = (taken: Taken, { code, common }: ManyDraft, row: ManyRow): JsonObject => ({
  ...common,
  [taken.matter]: { code },
  [taken.petitioner]: row.petitioner,
  [taken.matterForm]: { ...recordOf(common[taken.matterForm]), ...row.form },
});

/** The row after its values were changed in its own form: only what differs from what is said of all is its own. */
export function rowWith(taken: Taken, { common }: ManyDraft, row: ManyRow, values: JsonObject): ManyRow {
  const ofAll = recordOf(common[taken.matterForm]);
  const own = Object.entries(recordOf(values[taken.matterForm])).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(ofAll[key]),
  );
  return { ...row, petitioner: recordOf(values[taken.petitioner]), form: Object.fromEntries(own) };
}

export const numberIn = ({ petitioner }: ManyRow): string => normalPaperNumber(textOf(petitioner['idNumber']));
