import { useAnswer } from '../client/use-answer.ts';
import { desk } from '../client/desk.ts';

/** The person's own forms that were put aside, the longest waiting first. */
export const useParked = () => useAnswer(['draft.parked'], () => desk.draft.parked({}));
