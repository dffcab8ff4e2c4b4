/** What is keyed in for a row that is out, before it is noted. */
import type { BatchAnswer } from '#shared/contract/batch.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { recordOf, textOf } from '../fields/values.ts';

/** The step a draft of a batch is about. */
export const draftType = 'answered';

export const choices = ['agreed', 'disagreed', 'gaps'] as const;
export interface Keyed {
  readonly answer: '' | (typeof choices)[number];
  /** 不同意: why. 退回补正: what is missing. */
  readonly text: string;
  readonly standard: string;
}
export type KeyedRows = Readonly<Record<string, Keyed>>;
export const nothing: Keyed = { answer: '', text: '', standard: '' };

export const readKeyed = (data: JsonObject): KeyedRows =>
  Object.fromEntries(
    Object.entries(recordOf(data['rows'])).map(([stream, row]) => {
      const { answer, text, standard } = recordOf(row);
      const known = choices.find((one) => one === answer) ?? '';
      return [stream, { answer: known, text: textOf(text), standard: textOf(standard) }];
    }),
  );

/** As the desk takes it, in the order of the page; undefined for a row that still lacks its reason. */
export function answersOf(keyed: KeyedRows, out: readonly string[]): readonly (BatchAnswer | undefined)[] {
  return out.flatMap((stream): readonly (BatchAnswer | undefined)[] => {
    const { answer, text, standard } = keyed[stream] ?? nothing;
    const said = text.trim();
    if (answer === '') return [];
    if (answer === 'agreed') return [{ stream, answer }];
    if (said === '') return [undefined];
    return answer === 'disagreed'
      ? [{ stream, answer, reason: said }]
      : [{ stream, answer, missing: said, standard: standard.trim() }];
  });
}
