/** Every kind, one line each. No layer asks which kind it has; it asks the kind. */
import { agent } from './agent/index.ts';
import { appointment } from './appointment/index.ts';
import { appraisal } from './appraisal/index.ts';
import { batch } from './batch/index.ts';
import { body } from './body/index.ts';
import { household } from './household/index.ts';
import { calendar } from './calendar/index.ts';
import { call } from './call/index.ts';
import { complaint } from './complaint/index.ts';
import { handover } from './handover/index.ts';
import { inquiry } from './inquiry/index.ts';
import { inspection } from './inspection/index.ts';
import { intakeList } from './intake-list/index.ts';
import { matter } from './matter/index.ts';
import type { Kind } from './mechanism/define.ts';
import type { FindKind } from './mechanism/fold.ts';
import { pad } from './pad/index.ts';
import { person } from './person/index.ts';
import { proxy } from './proxy/index.ts';
import { referral } from './referral/index.ts';
import { rule } from './rule/index.ts';
import { service } from './service/index.ts';
import { staff } from './staff/index.ts';
import { station } from './station/index.ts';
import { wording } from './wording/index.ts';
import { workHandover } from './work-handover/index.ts';
import { writer } from './writer/index.ts';

export const kinds: readonly Kind[] = [
  service,
  complaint,
  proxy,
  matter,
  staff,
  station,
  calendar,
  writer,
  pad,
  batch,
  handover,
  intakeList,
  inspection,
  appraisal,
  workHandover,
  person,
  body,
  household,
  inquiry,
  call,
  referral,
  appointment,
  rule,
  wording,
  agent,
];

export function findKindIn(list: readonly Kind[]): FindKind {
  const byName = new Map(list.map((kind) => [kind.kind, kind]));
  return (name) => byName.get(name);
}
export const findKind = findKindIn(kinds);
