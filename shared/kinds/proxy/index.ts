/**
 * 帮办代办 (苏州 DB3205/T 1077-2023, 山西 DB14/T 2233-2020): somebody who is old, ill, far away or unsure is helped with a matter (帮办), or has
 * it done for them under a 委托书 (代办). 委托 → 受理 → 办理 → 送达 → 归档 → 上报 → 回访, with 中止, 续办 and 终止. It is free: what law charges the
 * petitioner pays.
 */
import { textOf } from '../common/fields.ts';
import { rowsOf } from '../common/custody.ts';
import { peopleOf } from '../common/people-of.ts';
import { petitionerSchema } from '../common/petitioner.ts';
import { defineKind } from '../mechanism/define.ts';
import type { FileNeeds, ListRow, PersonRow } from '../mechanism/rows.ts';
import { stillHolds, valueOf, type StreamState } from '../mechanism/state.ts';
import { authorityOn } from './authority.ts';
import { carriedRows } from './bound.ts';
import { originalsOf } from './custody.ts';
import { codesOf, matterNames } from './learn.ts';
import { rules1 } from './rules-1.ts';
import { sample } from './sample.ts';

export const proxy = defineKind({
  kind: 'proxy',
  form: 'case',
  faculty: 'proxy',
  rules: 1,
  read: 'case.read',
  rulesets: { 1: rules1 },
  charge: 'agent',
  row: listRow,
  authority: authorityOn,
  originals: (state) => rowsOf(originalsOf(state)),
  carries: carriedRows,
  dueBasis: () => '本镇规定的办理时限',
  wholeFile,
  sample,
});

/** Who asked is found by their name and telephone too: they call again. */
function askerOf(state: StreamState): readonly PersonRow[] {
  const name = textOf(valueOf(state, 'asker'));
  const phone = textOf(valueOf(state, 'askerPhone'));
  return name === '' ? [] : [{ role: 'contact', name, ...(phone === '' ? {} : { phone }) }];
}

function listRow(state: StreamState): ListRow {
  const petitioner = petitionerSchema.safeParse(valueOf(state, 'petitioner'));
  const [first] = codesOf(valueOf(state, 'matters'));
  return {
    title: matterNames(state.core.learnt).join('、'),
    people: [...(petitioner.success ? peopleOf(petitioner.data) : []), ...askerOf(state)],
    ...(first === undefined ? {} : { matter: first }),
    text: textOf(valueOf(state, 'need')),
  };
}

/** 办件档案: the signed 委托书 of a 代办, the slip, and what it ended with. */
function wholeFile(state: StreamState): FileNeeds {
  const was = (type: string): boolean => state.history.some((line) => line.type === type && stillHolds(line));
  return {
    materials: [],
    papers: [
      ...(valueOf(state, 'sort') === 'act' ? [['proxyAuthority']] : []),
      ...(was('accepted') ? [['proxySlip']] : []),
      ...(was('delivered') || was('ended') ? [['proxyClosing']] : []),
    ],
  };
}
