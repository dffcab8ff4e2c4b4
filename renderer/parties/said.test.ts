import { describe, expect, it } from 'vitest';
import { saidOf } from './said.ts';

const known = {
  name: '单晓明',
  phone: '13900001234',
  paper: { idType: 'residentId', idNumber: '1' },
  otherPhones: [{ phone: '0797-5321234', note: '家中' }],
};

describe('what is said of somebody known', () => {
  it('is nothing while nothing differs, whatever the order of its parts', () => {
    expect(saidOf(known, { ...known, paper: { idNumber: '1', idType: 'residentId' } })).toEqual({});
  });
  it('is only what differs', () => {
    expect(saidOf(known, { ...known, phone: '13700009999', address: '桂花村' })).toEqual({
      phone: '13700009999',
      address: '桂花村',
    });
  });
  it('what was emptied is said to be empty, a text, a list and a record', () => {
    const { phone: _phone, otherPhones: _others, paper: _paper, ...rest } = known;
    expect(saidOf(known, rest)).toEqual({ phone: '', otherPhones: [], paper: {} });
  });
  it('the order of lines is said, too', () => {
    const lines = [{ phone: '1' }, { phone: '2' }];
    expect(saidOf({ otherPhones: lines }, { otherPhones: lines.toReversed() })).toEqual({
      otherPhones: lines.toReversed(),
    });
  });
});
