/** Blanks as a person reads them, {申请人} for {name}, and back; one that has no word, or that somebody invented, stays as it is. */
import { findWord } from '../app/words.ts';

const wordOf = (blank: string): string => findWord('cases', `wording.blank.${blank}`) ?? blank;

export const shown = (text: string): string => text.replace(/\{(\w+)\}/g, (_, blank: string) => `{${wordOf(blank)}}`);

/** `blanks`: those that the passage has. */
export const stored = (text: string, blanks: readonly string[]): string =>
  blanks.reduce((said, blank) => said.replaceAll(`{${wordOf(blank)}}`, `{${blank}}`), text);

export const sampleName = (sample: string): string => findWord('cases', `wording.sample.${sample}`) ?? sample;

/** Names of blanks within the detail of a fault. */
export const shownBlanks = (detail: string): string => detail.split(' ').map(wordOf).join('、');
