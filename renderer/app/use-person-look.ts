import { useEffect } from 'react';
import { desk } from '../client/desk.ts';
import { useAnswer, type Answer } from '../client/use-answer.ts';
import type { DeskSettings } from '#shared/contract/desk.ts';
import { setLook } from './look.ts';
import { currentLanguage, switchLanguage } from './words.ts';

export const useSettings = (isOn = true): Answer<DeskSettings> =>
  useAnswer(['desk.settings'], () => desk.desk.settings({}), { isOn });

/** The window takes the look and the language of whoever is logged in. */
export function usePersonLook(isOn: boolean): void {
  const { data } = useSettings(isOn);
  useEffect(() => {
    if (!data) return;
    setLook(data);
    if (data.language && data.language !== currentLanguage()) void switchLanguage(data.language);
  }, [data]);
}
