/**
 * 投诉 / 办不成事 (S3-56, S3-67, 优化营商环境条例): somebody complains of a case, a window or a member of staff, or says what could not be done
 * here. It has a number and a slip of its own and is handled by somebody else than whom it is about, who does not even see it (`recuses`).
 * received → assigned 交办 → lookedInto 核实 → answered 答复 → told 告知 → closed 归档, within limits the township sets (`shared/kinds/rule/`);
 * handedUp 转上级 where all who may assign are the ones it is about.
 */
import { recordIn, textOf } from '../common/fields.ts';
import { peopleOf } from '../common/people-of.ts';
import { petitionerSchema } from '../common/petitioner.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FileNeeds, ListRow } from '../mechanism/rows.ts';
import { stillHolds, valueOf, type StreamState } from '../mechanism/state.ts';
import { rules1 } from './rules-1.ts';
import { sample } from './sample.ts';

export const complaint = defineKind({
  kind: 'complaint',
  form: 'case',
  rules: 1,
  read: 'case.read',
  rulesets: { 1: rules1 },
  recuses: ['against'],
  charge: 'handler',
  ledgers: { received: 'complaint' },
  row: listRow,
  dueBasis,
  wholeFile,
  sample,
});

function listRow(state: StreamState): ListRow {
  const petitioner = petitionerSchema.safeParse(valueOf(state, 'petitioner'));
  const { learnt } = state.core;
  const about = textOf(valueOf(state, 'about'));
  const matter = textOf(recordIn(learnt['matter'])['name']);
  const place = textOf(valueOf(state, 'place'));
  return {
    title: matter === '' ? place : matter,
    people: petitioner.success ? peopleOf(petitioner.data) : [],
    text: [place, textOf(learnt['against']), textOf(valueOf(state, 'request')), textOf(valueOf(state, 'saidNo'))].join(
      ' ',
    ),
    ...(about === '' ? {} : { about }),
  };
}

function dueBasis({ core }: StreamState, name: string): string {
  const own = textOf(recordIn(core.learnt['basis'])[name]);
  return own === '' ? '本镇规定的办理时限' : own;
}

/** 办件档案: the slip, and the answer once there was one. */
function wholeFile({ history }: StreamState): FileNeeds {
  const isAnswered = history.some((line) => line.type === 'answered' && stillHolds(line));
  return { materials: [], papers: [['complaintSlip'], ...(isAnswered ? [['complaintAnswer']] : [])] };
}
