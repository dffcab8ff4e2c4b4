/** Which answers are asked for again when something changed. */
import type { Query } from '@tanstack/react-query';

/** Answers to questions that no act changes (the gazetteer, a phrase just made): key begins with this. */
export const still = 'still';
/** What a form opens with, asked once in its life: key's second part. What was typed since stands in the form. */
export const once = 'once';

/** Of what is asked once only that is asked again to which no answer came. */
export const isToAskAgain = ({ queryKey: [first, second], state }: Pick<Query, 'queryKey' | 'state'>): boolean =>
  first !== still && (second !== once || state.data === undefined);
