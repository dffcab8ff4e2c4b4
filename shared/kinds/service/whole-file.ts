/**
 * 办件档案: what the file of a 服务办件 must have, by how it went. What the matter asks for is due once it was accepted; a paper that was
 * checked or promised instead (716号令 art. 7, 告知承诺) is not. Each way to an end has its own paper.
 */
import type { FileMaterial, FileNeeds } from '../mechanism/rows.ts';
import { stillHolds, type StreamState } from '../mechanism/state.ts';
import { courseOf } from './course.ts';
import { materialsOf, matterOf } from './owed.ts';
import { isPermit, mustHave } from './papers-by-type.ts';

/** 收件凭证, the large one in its place, or the slip of an emergency sheet. */
const receipts = ['receipt', 'receiptLarge'];

const went = ({ history }: StreamState, ...types: readonly string[]): boolean =>
  history.some((line) => types.includes(line.type) && stillHolds(line));
const wasAccepted = ({ history }: StreamState): boolean =>
  history.some((line) => line.type.startsWith('accepted') && stillHolds(line));

function materials(state: StreamState): FileMaterial[] {
  const { owed = [] } = courseOf(state.core);
  const met = new Set(owed.flatMap((row) => (row.met === undefined ? [] : [row.material])));
  const received = new Map(materialsOf(state).map((one) => [one.name, one]));
  const asked = matterOf(state)?.materials ?? [];
  const isAccepted = wasAccepted(state);
  const rows = asked.map(({ name, isNecessary }): FileMaterial => {
    const one = received.get(name);
    const isDue = one === undefined && isAccepted && isNecessary && !met.has(name);
    return { name, isDue, ...(one ? { received: { copies: one.copies, form: one.form } } : {}) };
  });
  const named = new Set(asked.map(({ name }) => name));
  const more = [...received.values()].filter(({ name }) => !named.has(name));
  return [...rows, ...more.map(({ name, copies, form }) => ({ name, isDue: false, received: { copies, form } }))];
}

/** What was undertaken by a paper of its own. */
const byWay = { pledge: 'pledge', tolerate: 'tolerancePledge' } as const;

export function wholeFile(state: StreamState): FileNeeds {
  const { owed = [] } = courseOf(state.core);
  const ways = new Set(owed.map(({ way }) => way));
  const decision = went(state, 'decided', 'decidedAbove') ? mustHave.atDecision(state) : [];
  const isServed = went(state, 'delivered') && (decision.length > 0 || isPermit(state.core.learnt));
  return {
    materials: materials(state),
    papers: [
      receipts,
      ...(wasAccepted(state) ? mustHave.atAcceptance(state).map((name) => [name]) : []),
      ...Object.entries(byWay).flatMap(([way, paper]) => (ways.has(way as keyof typeof byWay) ? [[paper]] : [])),
      ...(went(state, 'refused') ? [['refusalNotice']] : []),
      ...(went(state, 'withdrawn') ? [['withdrawal']] : []),
      ...(went(state, 'deemedWithdrawn') ? [['deemedWithdrawal']] : []),
      ...(went(state, 'terminated') ? [['termination']] : []),
      ...decision.map((name) => [name]),
      ...(isServed ? [['deliveryReceipt', 'handOutSlip']] : []),
    ],
  };
}
