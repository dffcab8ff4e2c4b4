/**
 * 服务办件: a walk-in matter of the counter, by 行政许可法 art. 32–45 as the strictest default (`rules` 1).
 * received 收件 → accepted 受理 | corrected on the spot | correction notice 补正告知 | refused 不予受理
 * → stages (环节), among them 上报 and 上级退回 → decided 办结 → delivered 送达 → closed 归档.
 */
import { textOf } from '../common/fields.ts';
import { peopleOf } from '../common/people-of.ts';
import { materialsSchema, petitionerSchema } from '../common/petitioner.ts';
import { defineKind } from '../mechanism/define.ts';
import type { ListRow } from '../mechanism/rows.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import { matterFactsSchema, type MatterFacts } from '../matter/facts.ts';
import { formValuesSchema } from '../matter/form-values.ts';
import { peopleInForm, textInForm } from '../matter/form-search.ts';
import { approvalRows, unsignedSince } from './approval.ts';
import { dueBasis } from './clock.ts';
import { originalsOf } from './custody.ts';
import { owedView } from './owed.ts';
import { rules1 } from './rules-1.ts';
import { serviceTrips } from './second-trips.ts';
import { stageLabel, stageRows } from './stages.ts';
import { sample } from './sample.ts';
import { suggest } from './suggest.ts';
import { queueOf } from './telling.ts';
import { wholeFile } from './whole-file.ts';

export const service = defineKind({
  kind: 'service',
  form: 'case',
  rules: 1,
  read: 'case.read',
  rulesets: { 1: rules1 },
  row: listRow,
  dueBasis,
  dueLabel: stageLabel,
  trips: serviceTrips,
  ledgers: {
    correctionNoticed: 'notified',
    gapsAbove: 'notified',
    acceptedTolerant: 'tolerant',
    refused: 'refused',
  },
  stages: stageRows,
  approvals: approvalRows,
  owed: owedView,
  originals: originalsOf,
  wholeFile,
  suggest,
  sample,
});

function listRow(state: StreamState): ListRow {
  const petitioner = petitionerSchema.safeParse(valueOf(state, 'petitioner'));
  const materials = materialsSchema.safeParse(valueOf(state, 'materials'));
  const matter = matterFactsOf(state);
  const form = formValuesSchema.safeParse(valueOf(state, 'form')).data ?? {};
  const queue = queueOf(state);
  const since = unsignedSince(state);
  return {
    ...(queue === undefined ? {} : { queue }),
    ...(since === undefined ? {} : { unsignedSince: since }),
    title: matter?.name ?? '',
    ...(matter ? { matter: matter.code } : {}),
    people: [...(petitioner.success ? peopleOf(petitioner.data) : []), ...peopleInForm(form)],
    text: [
      textOf(valueOf(state, 'request')),
      textInForm(form),
      ...(materials.success ? materials.data.map(({ name }) => name) : []),
    ].join(' '),
  };
}

function matterFactsOf(state: StreamState): MatterFacts | undefined {
  return matterFactsSchema.safeParse(state.core.learnt['matter']).data;
}
