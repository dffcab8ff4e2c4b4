import { describe, expect, it } from 'vitest';
import { newPhrase, phraseGroups } from '#shared/identity/recovery-phrase.ts';
import { emptyState, inputOf, isStepDone, steps, type SetUpState } from './set-up-state.ts';

const groups = phraseGroups(newPhrase({ bytes: (count) => new Uint8Array(count).fill(7) }));

const filled: SetUpState = {
  ...emptyState('综合窗口 1 号'),
  township: { code: '360732104', name: '永丰镇' },
  station: { code: '360732104000', name: '永丰镇便民服务中心', form: 'hall', phone: '' },
  staff: { name: '王霞', login: 'wangxia', password: 'Yongfeng2026' },
  passwordAgain: 'Yongfeng2026',
  phrase: groups,
};
const staff = (more: Partial<SetUpState['staff']>): SetUpState => ({ ...filled, staff: { ...filled.staff, ...more } });

describe('a step of the set-up', () => {
  it('is done when everything in it is right', () => {
    steps.forEach((step) => expect(isStepDone(step, filled), step).toBe(true));
  });

  it('is not done before', () => {
    const empty = emptyState('');
    expect(['place', 'staff', 'typeBack'].filter((step) => isStepDone(step as 'place', empty))).toEqual([]);
  });

  it('wants a station of this township', () => {
    const station = { ...filled.station, code: '360732105000' };
    expect(isStepDone('place', { ...filled, station })).toBe(false);
  });

  it('wants a password that the desk will take, typed twice alike', () => {
    expect(isStepDone('staff', staff({ password: 'short1A' }))).toBe(false);
    expect(isStepDone('staff', { ...staff({ password: 'Wangxia2026' }), passwordAgain: 'Wangxia2026' })).toBe(false);
    expect(isStepDone('staff', { ...filled, passwordAgain: 'Yongfeng2027' })).toBe(false);
  });

  it('wants all eight groups right, as written or as an input method writes them', () => {
    const wide = groups.map((group) =>
      [...group].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join(' '),
    );
    expect(isStepDone('typeBack', { ...filled, phrase: wide })).toBe(true);
    expect(inputOf({ ...filled, phrase: wide }).phrase).toEqual(groups);
    const swapped = [groups[1] ?? '', groups[0] ?? '', ...groups.slice(2)];
    expect(isStepDone('typeBack', { ...filled, phrase: swapped })).toBe(false);
  });
});
