import { PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkPassword, defaultPasswordPolicy } from '#shared/identity/password-policy.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';

interface PasswordFieldProps {
  readonly label: string;
  readonly login: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A new password: its rule stands there before, and what is wrong with it while it is typed. */
export function PasswordField({ label, login, value, onChange }: PasswordFieldProps) {
  const { t } = useTranslation('screens');
  const sentence = useRefusalSentence();
  const [isLeft, setLeft] = useState(false);
  const checked = checkPassword(value, login);
  // Not at the first letter: what is still being typed is not yet wrong.
  const isJudged = value !== '' && (isLeft || [...value].length >= defaultPasswordPolicy.minLength);
  const isRight = value !== '' && checked.ok;
  const rule = t('staff.passwordRule', {
    length: defaultPasswordPolicy.minLength,
    classes: defaultPasswordPolicy.minClasses,
  });
  return (
    <PasswordInput
      label={label}
      description={isRight ? t('staff.passwordGood') : rule}
      name="newPassword"
      value={value}
      error={!isJudged || checked.ok ? undefined : sentence(checked.refusal)}
      onBlur={() => {
        setLeft(true);
      }}
      onChange={({ currentTarget }) => {
        onChange(currentTarget.value);
      }}
      autoComplete="new-password"
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}
