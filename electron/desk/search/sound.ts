/** How a name sounds: for finding people as they are typed, and for two spellings of one name that sound alike. */
import { pinyin } from 'pinyin-pro';

export interface Sound {
  /** 欧阳文秀 → `ouyangwenxiu`; a surname as surnames are read (单 shan), ü as v. '' for a name without Han characters that can be read. */
  readonly whole: string;
  /** `oywx`. */
  readonly initials: string;
}

export function soundOf(name: string): Sound {
  const read = pinyin(name, { mode: 'surname', toneType: 'none', type: 'array', v: true });
  const syllables = read.filter((syllable) => /^[a-z]+$/.test(syllable));
  return { whole: syllables.join(''), initials: syllables.map((syllable) => syllable.charAt(0)).join('') };
}
