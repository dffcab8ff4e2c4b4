import { untilLeft } from '../app/keepers.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';

/** The person's drafts as a form opens, under a `round` of its own: with what the form before it saved while it went away. */
export const useOwnDrafts = (round: string) =>
  useAnswer(['draft.list', 'once', round], async () => {
    await untilLeft();
    return desk.draft.list({});
  });
