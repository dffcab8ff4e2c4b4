/** 负责人同意登录: beside what the person typed, on the same screen. */
import { PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRefusalSentence } from '../app/refusal-sentence.ts';

export interface Chief {
  readonly login: string;
  readonly password: string;
}

interface ChiefFieldsProps {
  readonly chief: Chief;
  /** What is missing is said once somebody has tried. */
  readonly isTried: boolean;
  readonly onChange: (chief: Chief) => void;
}

export function ChiefFields({ chief, isTried, onChange }: ChiefFieldsProps) {
  const { t } = useTranslation('screens');
  const sentence = useRefusalSentence();
  const missing = (value: string) => (isTried && value === '' ? sentence({ code: 'input.missing' }) : undefined);
  return (
    <>
      <TextInput
        label={t('login.chief')}
        name="chiefLogin"
        value={chief.login}
        error={missing(chief.login.trim())}
        onChange={({ currentTarget }) => {
          onChange({ ...chief, login: currentTarget.value });
        }}
        autoFocus
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        withAsterisk={false}
      />
      <PasswordInput
        label={t('login.chiefPassword')}
        name="chiefPassword"
        value={chief.password}
        error={missing(chief.password)}
        onChange={({ currentTarget }) => {
          onChange({ ...chief, password: currentTarget.value });
        }}
        autoComplete="off"
        required
        withAsterisk={false}
      />
    </>
  );
}
