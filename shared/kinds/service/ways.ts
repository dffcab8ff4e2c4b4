/** 缺件办法 chosen later than at intake, and 自行核验: what the office asks for itself, with who asked, how, and what came of it. */
import { z } from 'zod';
import type { JsonObject } from '../../kernel/json.ts';
import type { RefusalCode } from '../../kernel/refusals.ts';
import { choice, optionalText, text, textOf } from '../common/fields.ts';
import type { Probe, ReadEntry } from '../mechanism/entry-type.ts';
import type { FieldSpec, StepSpec } from '../mechanism/spec.ts';
import type { StreamState } from '../mechanism/state.ts';
import { asCourse, type Course, type Owed } from './course.ts';
import {
  guardMissing,
  matterOf,
  meet,
  missing,
  needsPhotos,
  notReceived,
  openBy,
  owedRows,
  undertake,
  waysFor,
} from './owed.ts';

function guardChoice(
  state: StreamState,
  _by: string,
  data: JsonObject | null,
  probe: Pick<Probe, 'facts'>,
): RefusalCode | null {
  const matter = matterOf(state);
  const canBe = notReceived(state).some((name) => matter !== undefined && waysFor(matter, name).length > 1);
  return canBe ? guardMissing(state, data, probe) : 'missing.none';
}

const someMissing: FieldSpec = {
  ...missing,
  schema: (missing.schema as z.ZodArray).refine((rows) => rows.length > 0),
};
/** The field always says something here. */
const { isOptional: _optional, ...chosen } = someMissing;

const material: FieldSpec = { class: 'guarded', input: 'choice', schema: z.string().min(1).max(200) };

function guardCheck(state: StreamState, _by: string, data: JsonObject | null): RefusalCode | null {
  const open = openBy(state, 'check');
  if (open.length === 0) return 'check.none';
  return data === null || open.includes(textOf(data['material'])) ? null : 'check.none';
}

/** What could not be confirmed is missing as before: the petitioner has to bring it. */
function afterCheck(course: Course, { id, on, by, data }: ReadEntry): Course {
  const name = textOf(data['material']);
  const said = [textOf(data['how']), textOf(data['checkResult'])].filter((part) => part !== '').join('；');
  const who = textOf(data['verifiedBy']) || by;
  if (data['found'] === 'confirmed')
    return meet(course, new Set([name]), { on, entry: id, how: 'checked', by: who, note: said });
  const again: Owed = { material: name, way: 'comeBack', on, entry: id };
  return undertake(course, [again]);
}

export const waySteps: Readonly<Record<string, StepSpec>> = {
  /** 缺件办法: what is done about a paper that is missing. */
  wayChosen: {
    v: 1,
    from: ['received', 'correcting', 'accepted'],
    permission: 'case.handle',
    form: { missing: chosen },
    guard: guardChoice,
    needs: needsPhotos,
    course: (course, entry, state) => asCourse(undertake(course, owedRows(entry, state))),
    isReversible: true,
  },
  /** 自行核验 (国务院令716号 art. 7). */
  checked: {
    v: 1,
    from: ['received', 'correcting', 'accepted', 'reported', 'decided'],
    permission: 'case.handle',
    form: {
      material,
      how: text(500),
      found: choice(['confirmed', 'notConfirmed']),
      checkResult: optionalText(2000),
      verifiedBy: optionalText(100),
    },
    guard: guardCheck,
    course: (course, entry) => asCourse(afterCheck(course, entry)),
    isReversible: true,
  },
};
