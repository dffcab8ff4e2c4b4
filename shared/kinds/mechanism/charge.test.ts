import { expect, it } from 'vitest';
import { kindWorld, Story } from '../../../tests/support/kind-world.ts';
import { samplePetitioner } from '../service/sample.ts';
import { complaint } from '../complaint/index.ts';
import { service } from '../service/index.ts';
import { chargeData, chargeOf, isPending } from './charge.ts';
import { rulesetOf, type Kind } from './define.ts';
import { project } from './project.ts';
import type { StreamState } from './state.ts';

const list = '00000000-0000-7000-8000-0000000000aa';
const petitioner = samplePetitioner({ pick: () => 0 });
const taken = (): Story =>
  new Story(
    kindWorld(service),
    { type: 'received', data: { set: { petitioner, matter: { code: 'SAMPLE' } } } },
    { by: 'wang' },
  );
const complained = (more = {}): Story => {
  const world = kindWorld(complaint);
  for (const id of ['wang', 'li', 'zhao']) world.records.set(`staff ${id}`, { name: id, isActive: true });
  const set = { sort: 'complaint', petitioner, request: '没有人接待', ...more };
  return new Story(world, { type: 'received', data: { set } }, { by: 'wang' });
};
const hand = (kind: Kind, state: StreamState, from: string, to: string) => chargeData(kind, state, { list, from, to });

it('is in the hands of whoever began it, then of whoever took it, and of nobody else', () => {
  const story = taken();
  const data = hand(service, story.state, 'wang', 'li');
  expect(chargeOf(service, story.state)).toBe('wang');
  expect(project(service, story.state).records.filter(({ kind }) => kind === 'charge')).toEqual([]);
  expect(story.refusal('chargeTaken', data, { by: 'wang' })).toBe('charge.notYours');
  story.do('chargeTaken', data, { by: 'li' });
  expect(chargeOf(service, story.state)).toBe('li');
  const [row] = project(service, story.state).records.filter(({ kind }) => kind === 'charge');
  expect(row).toMatchObject({ key: `li ${story.state.stream}`, label: 'li' });
  // A second window of the same person changes nothing, a third person cannot take it from whoever had it before.
  story.do('chargeTaken', data, { by: 'li' });
  expect(story.refusal('chargeTaken', hand(service, story.state, 'wang', 'zhao'), { by: 'zhao' })).toBe(
    'charge.otherHand',
  );
  // Given back, there is no row: it is where it began.
  story.do('chargeTaken', hand(service, story.state, 'li', 'wang'), { by: 'wang' });
  expect(project(service, story.state).records.filter(({ kind }) => kind === 'charge')).toEqual([]);
});

it('stays in the new hands when a step is taken back', () => {
  const story = taken().do('accepted', {}, { by: 'wang' });
  story.do('chargeTaken', hand(service, story.state, 'wang', 'li'), { by: 'li' });
  const act = story.state.undoable?.act ?? '';
  story.do('undone', { act, papersHere: 'notGiven' }, { by: 'wang' });
  expect([story.state.core.status, chargeOf(service, story.state)]).toEqual(['received', 'li']);
});

it('of a complaint is its own field, and the one complained of never takes it', () => {
  const story = complained({ against: 'zhao' });
  story.do('assigned', { set: { handler: 'li' } }, { by: 'chief' });
  expect(chargeOf(complaint, story.state)).toBe('li');
  expect(story.refusal('chargeTaken', hand(complaint, story.state, 'li', 'zhao'), { by: 'zhao' })).toBe(
    'case.concernsYou',
  );
  story.do('chargeTaken', hand(complaint, story.state, 'li', 'wang'), { by: 'wang' });
  expect([story.state.core.fields['handler']?.value, story.state.core.learnt['handler']]).toEqual(['wang', 'wang']);
  // Whoever hands it out afterwards is right again.
  story.do('assigned', { set: { handler: 'li' } }, { by: 'chief' });
  expect(chargeOf(complaint, story.state)).toBe('li');
});

it('closed on another desk before it was taken: in the new hands all the same, and no doubt', () => {
  const story = taken();
  const { world, state } = story;
  const away = world.next(state, { type: 'chargeTaken', data: hand(service, state, 'wang', 'li') }, { by: 'li' });
  const reason = '重复收件';
  const ended = world.next(state, { type: 'voided', data: { cause: 'mistake', reason } }, { by: 'wang' });
  story.meet(ended, away);
  expect([story.marks, chargeOf(service, story.state)]).toEqual([[], 'li']);
  expect(isPending(service, rulesetOf(service, 1), story.state)).toBe(false);
});

it('taken by two on two desks: the first the hub ordered has it, the other is for a person to look at', () => {
  const story = taken();
  const { world, state } = story;
  const take = (to: string) =>
    world.next(state, { type: 'chargeTaken', data: hand(service, state, 'wang', to) }, { by: to });
  story.meet(take('li'), take('zhao'));
  expect([story.marks, chargeOf(service, story.state)]).toEqual([['charge.otherHand'], 'li']);
});
