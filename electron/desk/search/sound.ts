/** How a name sounds: for finding people as they are typed, and for two spellings of one name that sound alike. */
import { pinyin } from 'pinyin-pro';

export interface Sound {
  /** 欧阳文秀 → `ouyangwenxiu`; a surname as surnames are read (单 shan), ü as v. '' for a name without Han characters that can be read. */
  readonly whole: string;
  /** `oywx`. */
  readonly initials: string;
}

export function soundOf(name: string): Sound {
  return soundFrom(syllablesOf(name));
}

const soundFrom = (syllables: readonly string[]): Sound => ({
  whole: syllables.join(''),
  initials: syllables.map((syllable) => syllable.charAt(0)).join(''),
});

const isSyllable = (text: string): boolean => /^[a-z]+$/.test(text);

function syllablesOf(name: string): readonly string[] {
  // A name in letters, as a passport or a bank has it, sounds as it is written.
  if (!/\p{Script=Han}/u.test(name))
    return (
      name
        .toLowerCase()
        .match(/[a-zü]+/g)
        ?.map(typedSound) ?? []
    );
  return pinyin(name, { mode: 'surname', toneType: 'none', type: 'array', v: true }).filter(isSyllable);
}

/** Names of bodies are sought from further on by nobody. */
const mostTails = 30;

/**
 * Other ways to say it: a surname as the character is mostly read (单 dan, 曾 ceng, 查 cha), because whoever types it may not know better,
 * and the given name alone.
 */
export function otherSoundsOf(name: string): readonly Sound[] {
  const syllables = syllablesOf(name);
  const [first = '', ...given] = syllables;
  const [surname = ''] = [...name];
  const readings = pinyin(surname, { multiple: true, toneType: 'none', type: 'array', v: true }).filter(isSyllable);
  const isRead = /\p{Script=Han}/u.test(surname) && syllables.length === [...name].length;
  const others = isRead ? [...new Set(readings)].filter((reading) => reading !== first) : [];
  // Behind 单 as behind 欧阳; two syllables at least.
  const tails = given.slice(0, mostTails).flatMap((_, at) => (given.length - at >= 2 ? [given.slice(at)] : []));
  return [...others.map((reading) => [reading, ...given]), ...tails].map(soundFrom);
}

/** ü as v, however it is typed. */
const typedSound = (letters: string): string => letters.replaceAll('ü', 'v');

/** What is typed for a sound: lü, lv, and lyu as passports write it (which 林毓 begins with, too, so both are looked for). */
export function soundsTyped(text: string): readonly string[] {
  const sound = typedSound(text.toLowerCase().replaceAll(/[\s'’]/g, ''));
  if (!isSyllable(sound)) return [];
  return [...new Set([sound, sound.replaceAll(/([ln])yu/g, '$1v')])];
}
