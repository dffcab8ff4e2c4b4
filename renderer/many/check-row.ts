/** Whether a row can be taken in, by the same schemas as the intake of one person; what is wrong, and what somebody has to decide. Pure. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { isSpoiltNumber } from '#shared/identity/spoilt-number.ts';
import type { FormField } from '#shared/kinds/matter/form-field.ts';
import { readForm } from '#shared/kinds/matter/form-values.ts';
import type { PlainDate } from '#shared/time/plain-date.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { checkForm, type Refusals } from '../fields/check.ts';
import { checkMatterForm } from '../fields/matter-form/check.ts';
import { knownIn } from '../fields/matter-form/known.ts';
import { readId } from '../fields/person.ts';
import { stepData } from '../fields/step-form.ts';
import { tidyForm } from '../fields/tidy.ts';
import { recordOf, textOf } from '../fields/values.ts';
import { numberIn, valuesOf, type ManyDraft, type ManyRow, type Taken } from './many-draft.ts';

export interface Around {
  readonly taken: Taken;
  readonly declared: readonly FormField[];
  readonly today: PlainDate;
}

/** Why somebody has to say whether it is taken in all the same. */
export type Ask =
  | { readonly what: 'unmet'; readonly otherwise: string }
  | { readonly what: 'noGuardian' }
  | { readonly what: 'openCase'; readonly number: string };

export interface CheckedRow {
  readonly refusals: Refusals;
  readonly asks: readonly Ask[];
  /** As the door takes it; only where nothing is refused. */
  readonly data: JsonObject;
}

export function checkOne({ taken, declared, today }: Around, draft: ManyDraft, row: ManyRow): CheckedRow {
  const { places } = taken.form;
  const own = checkMatterForm(places, tidyForm(taken.kind, places, valuesOf(taken, draft, row)), declared, today);
  const petitioner = recordOf(own.tidied[taken.petitioner]);
  const refusals = {
    ...checkForm(places, own.tidied),
    ...own.refusals,
    ...spoilt(taken, petitioner),
  };
  const known = knownIn({ kind: taken.kind, places, values: own.tidied }, today);
  const { unmet } = readForm(declared, recordOf(own.tidied[taken.matterForm]), known, true);
  const isMinor = readId(petitioner, today)?.isMinor === true;
  const lacksGuardian = isMinor && textOf(recordOf(petitioner['guardian'])['name']) === '';
  return {
    refusals,
    asks: [
      ...unmet.map(({ otherwise }): Ask => ({ what: 'unmet', otherwise })),
      ...(lacksGuardian ? [{ what: 'noGuardian' } as const] : []),
    ],
    data: stepData(taken.form, own.tidied),
  };
}

/** Said before everything else of the number: its check cannot be right. */
function spoilt({ petitioner }: Taken, { idNumber }: JsonObject): Refusals {
  const field = `${petitioner}.idNumber`;
  return isSpoiltNumber(textOf(idNumber)) ? { [field]: { code: 'list.spoiltId', field } } : {};
}

/** Thousands of rows are not judged anew for one that was changed: a row is its own key, and is replaced when it changes. */
export function rememberRows(check: (row: ManyRow) => CheckedRow): (row: ManyRow) => CheckedRow {
  const known = new WeakMap<ManyRow, CheckedRow>();
  return (row) => {
    const found = known.get(row) ?? check(row);
    known.set(row, found);
    return found;
  };
}

export type RowState = 'taken' | 'out' | 'wrong' | 'asks' | 'ready';

export interface JudgedRow {
  readonly row: ManyRow;
  readonly state: RowState;
  readonly refusals: readonly DeskRefusal[];
  readonly asks: readonly Ask[];
  readonly data: JsonObject;
  /** Receipt number of one that is there. */
  readonly number: string;
}

export interface Standing {
  /** Row → receipt number. */
  readonly taken: ReadonlyMap<string, string>;
  /** Paper number → receipt number of an open case of the matter. */
  readonly open: ReadonlyMap<string, string>;
  /** Row → why the desk did not take it in. */
  readonly refused: ReadonlyMap<string, DeskRefusal>;
}

/** All rows in their order; of two with one number the later is refused. `check` remembers what has not changed. */
export function judgeRows(
  rows: readonly ManyRow[],
  check: (row: ManyRow) => CheckedRow,
  { taken, open, refused }: Standing,
): readonly JudgedRow[] {
  const firstAt = new Map<string, number>();
  return rows.map((row, at) => {
    const { refusals, asks, data } = check(row);
    const number = numberIn(row);
    const first = number === '' || row.isOut === true ? undefined : firstAt.get(number);
    if (number !== '' && row.isOut !== true && first === undefined) firstAt.set(number, at);
    const own = taken.get(row.id);
    const other = own === undefined ? open.get(number) : undefined;
    const desk = refused.get(row.id);
    const wrong = [
      ...(first === undefined ? [] : [{ code: 'list.twice', details: { row: first + 1 } } satisfies DeskRefusal]),
      ...Object.values(refusals),
      ...(desk === undefined ? [] : [desk]),
    ];
    const openCase: readonly Ask[] = other === undefined ? [] : [{ what: 'openCase', number: other }];
    const all = [...asks, ...openCase];
    const state = stateOf(row, own, wrong.length > 0, all.length > 0);
    return { row, state, refusals: wrong, asks: all, data, number: own ?? '' };
  });
}

function stateOf(row: ManyRow, number: string | undefined, isWrong: boolean, asks: boolean): RowState {
  if (number !== undefined) return 'taken';
  if (row.isOut === true) return 'out';
  if (isWrong) return 'wrong';
  return asks && row.isAnyway !== true ? 'asks' : 'ready';
}
