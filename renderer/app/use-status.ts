import type { DeskStatus } from '#shared/contract/desk.ts';
import { queryClient } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAnswer, type Answer } from '../client/use-answer.ts';

const key = ['desk.status'];

/** What the desk is and who is logged in: asked again whenever the desk says so. */
export const useStatus = (): Answer<DeskStatus> => useAnswer(key, () => desk.desk.status({}));

export const askStatusAgain = (): Promise<void> => queryClient.invalidateQueries({ queryKey: key });

/** Whoever is logged in as far as this window knows: for work that goes on beneath the pages and must end with its person. */
export const staffAtDesk = (): string | undefined => queryClient.getQueryData<DeskStatus>(key)?.me?.staff;
