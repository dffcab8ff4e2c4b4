/**
 * 服务办件: a walk-in matter of the counter, by 行政许可法 art. 32–45 as the strictest default (`rules` 1).
 * received 收件 → accepted 受理 | corrected on the spot | correction notice 补正告知 | refused 不予受理
 * → steps, among them 上报 and 上级退回 → decided 办结 → delivered 送达 → closed 归档.
 */
import { materialsSchema, petitionerSchema, type Petitioner } from '../common/petitioner.ts';
import { textOf } from '../common/fields.ts';
import { defineKind } from '../mechanism/define.ts';
import type { ListRow, PersonRow } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import { matterFactsSchema, type MatterFacts } from '../matter/index.ts';
import { rules1 } from './rules-1.ts';
import { sample } from './sample.ts';

export const service = defineKind({
  kind: 'service',
  form: 'case',
  rules: 1,
  read: 'case.read',
  rulesets: { 1: rules1 },
  row: listRow,
  sample,
});

function listRow(state: StreamState): ListRow {
  const petitioner = petitionerSchema.safeParse(valueOf(state, 'petitioner'));
  const materials = materialsSchema.safeParse(valueOf(state, 'materials'));
  const matter = matterFactsOf(state);
  return {
    title: matter?.name ?? '',
    ...(matter ? { matter: matter.code } : {}),
    people: petitioner.success ? peopleOf(petitioner.data) : [],
    text: [
      textOf(valueOf(state, 'request')),
      ...(materials.success ? materials.data.map(({ name }) => name) : []),
    ].join(' '),
  };
}

function matterFactsOf(state: StreamState): MatterFacts | undefined {
  return matterFactsSchema.safeParse(state.core.learnt['matter']).data;
}

function peopleOf({ agent, ...petitioner }: Petitioner): readonly PersonRow[] {
  return [rowOf('petitioner', petitioner), ...(agent ? [rowOf('agent', agent)] : [])];
}

const rowOf = (
  role: string,
  person: { name: string; idNumber?: string | undefined; phone?: string | undefined },
): PersonRow => ({
  role,
  name: person.name,
  ...(person.idNumber === undefined ? {} : { idNumber: person.idNumber }),
  ...(person.phone === undefined ? {} : { phone: person.phone }),
});
