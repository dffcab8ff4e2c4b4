import type { DeskClient } from '#shared/contract/index.ts';
import { still } from '../client/ask-again.ts';
import { desk } from '../client/desk.ts';
import { useAnswer, type Answer } from '../client/use-answer.ts';
import type { SetUpState } from './set-up-state.ts';

type PhraseAnswer = Awaited<ReturnType<DeskClient['setUp']['phrase']>>;
export type Phrase = Extract<PhraseAnswer, { ok: true }>['value'];

/**
 * Asking makes a new phrase and forgets the one before. So it is asked once, and kept by the page of the whole set-up: going
 * back to look must not turn the printed sheets into waste paper. Another name of the station is another sheet.
 */
export function usePhrase({ township, station }: SetUpState, isOn: boolean): Answer<Phrase> {
  return useAnswer(
    [still, 'phrase', township.name, station.name],
    () => desk.setUp.phrase({ township: township.name, station: station.name }),
    { isOn },
  );
}
