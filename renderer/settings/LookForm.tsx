import { SegmentedControl, Switch, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskSettings } from '#shared/contract/desk.ts';
import { setLook } from '../app/look.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { currentLanguage, languages, switchLanguage } from '../app/words.ts';
import { queryClient } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import classes from './Settings.module.css';

/** Each change counts and is kept at once: there is nothing to forget to save. */
export function LookForm({ settings: kept }: { readonly settings: DeskSettings }) {
  const { t } = useTranslation('screens');
  const [settings, setSettings] = useState(kept);
  const act = useAct((_act, input: DeskSettings) => desk.desk.keepSettings(input));
  const change = async (part: Partial<DeskSettings>): Promise<void> => {
    const next = { ...settings, ...part };
    setSettings(next);
    setLook(next);
    if (part.language) await switchLanguage(part.language);
    await act.run(next);
    await queryClient.invalidateQueries({ queryKey: ['desk.settings'] });
  };
  return (
    <>
      <div className={classes.look}>
        <Choice
          label={t('settings.size')}
          value={settings.isLargeText ? 'large' : 'normal'}
          options={['normal', 'large'] as const}
          wordOf={(one) => t(`settings.size.${one}`)}
          onChange={(size) => void change({ isLargeText: size === 'large' })}
        />
        <Choice
          label={t('settings.theme')}
          value={settings.theme}
          options={['auto', 'light', 'dark'] as const}
          wordOf={(one) => t(`settings.theme.${one}`)}
          onChange={(theme) => void change({ theme })}
        />
        <Choice
          label={t('language.label')}
          value={settings.language ?? currentLanguage()}
          options={languages}
          wordOf={(one) => t(`language.${one}`)}
          onChange={(language) => void change({ language })}
        />
        <Choice
          label={t('settings.slip')}
          value={settings.slipSize}
          options={['80mm', 'A5', 'A4'] as const}
          wordOf={(one) => t(`settings.slip.${one}`)}
          onChange={(slipSize) => void change({ slipSize })}
        />
        <Text>{t('settings.animated')}</Text>
        <Switch
          aria-label={t('settings.animated')}
          checked={settings.isAnimated}
          onChange={({ currentTarget }) => void change({ isAnimated: currentTarget.checked })}
        />
      </div>
      <RefusalNote refusal={act.refusal} mt="sm" />
    </>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly T[];
  readonly wordOf: (option: T) => string;
  readonly onChange: (option: T) => void;
}

function Choice<T extends string>({ label, value, options, wordOf, onChange }: ChoiceProps<T>) {
  const id = useId();
  return (
    <>
      <Text id={id}>{label}</Text>
      <div>
        <SegmentedControl
          aria-labelledby={id}
          value={value}
          onChange={(chosen) => {
            const option = options.find((one) => one === chosen);
            if (option !== undefined) onChange(option);
          }}
          data={options.map((one) => ({ value: one, label: wordOf(one) }))}
        />
      </div>
    </>
  );
}
