/** Surnames are found by every reading people type (`tests/support/vectors.json`). */
import { expect, test } from 'vitest';
import vectors from '../../../tests/support/vectors.json' with { type: 'json' };
import { otherSoundsOf, soundOf, soundsTyped } from './sound.ts';

test.each(Object.entries(vectors.surnamesByPinyin))('%s is found by %j', (surname, readings) => {
  const sounds = [soundOf(`${surname}小梅`), ...otherSoundsOf(`${surname}小梅`)].map(({ whole }) => whole);
  for (const reading of readings) {
    const typed = soundsTyped(`${reading}xiaomei`);
    expect([reading, sounds.some((sound) => typed.includes(sound))]).toEqual([reading, true]);
  }
});
