/** 多人办: what was typed for one person becomes the beginning of a list: the petitioner and the household's members a row each. */
import type { JsonObject } from '#shared/kernel/json.ts';
import type { FormField } from '#shared/kinds/matter/form-field.ts';
import { recordOf, textOf } from '../fields/values.ts';
import { today } from '../fields/today.ts';
import { newActId } from '../client/act-runner.ts';
import { eachAlone, membersKnown, rowsOfHousehold, withoutHouseholds } from './household.ts';
import { emptyMany, type ManyDraft, type Taken } from './many-draft.ts';

export function manyOfIntake(taken: Taken, values: JsonObject, fields: readonly FormField[]): ManyDraft {
  const { [taken.petitioner]: said, [taken.matter]: matter, [taken.matterForm]: form, ...others } = values;
  const head = recordOf(said);
  const households = fields.filter(({ type }) => type === 'household').map(({ key }) => recordOf(form)[key]);
  const members = membersKnown(head, households);
  const isNamed = textOf(head['name']).trim() !== '';
  const of = { person: head, relation: '', isTicked: isNamed };
  return {
    ...emptyMany(textOf(recordOf(matter)['code'])),
    common: {
      ...others,
      [taken.matterForm]: { ...withoutHouseholds(fields, recordOf(form)), ...eachAlone(fields) },
    },
    rows: rowsOfHousehold(of, members, today(), newActId()),
  };
}
