import { expect, it } from 'vitest';
import type { Query } from '@tanstack/react-query';
import { isToAskAgain, once, still } from './ask-again.ts';

const asked = (queryKey: readonly string[], data?: object) =>
  isToAskAgain({ queryKey, state: { data } as Query['state'] });

it('a change asks everything again but what no act changes, and what a form has opened with', () => {
  expect(asked(['case.page', 'x'], {})).toBe(true);
  expect(asked([still, 'area'], {})).toBe(false);
  expect(asked(['draft.find', once, 'x'], {})).toBe(false);
  // The program was away when the form opened.
  expect(asked(['draft.find', once, 'x'])).toBe(true);
});
