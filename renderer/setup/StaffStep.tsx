import { Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PasswordField } from '../staff/PasswordField.tsx';
import type { StepProps } from './set-up-state.ts';

export function StaffStep({ state, set }: StepProps) {
  const { t } = useTranslation('screens');
  const { staff, passwordAgain } = state;
  const isDifferent = passwordAgain !== '' && !staff.password.startsWith(passwordAgain);
  return (
    <Stack>
      <Text>{t('setUp.staffWho')}</Text>
      <Group grow align="start">
        <TextInput
          label={t('staff.name')}
          name="name"
          value={staff.name}
          onChange={({ currentTarget }) => {
            set({ staff: { ...staff, name: currentTarget.value } });
          }}
          autoFocus
          autoComplete="off"
        />
        <TextInput
          label={t('login.login')}
          description={t('staff.loginHint')}
          name="login"
          value={staff.login}
          onChange={({ currentTarget }) => {
            set({ staff: { ...staff, login: currentTarget.value } });
          }}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      </Group>
      <Group grow align="start">
        <PasswordField
          label={t('login.password')}
          login={staff.login}
          value={staff.password}
          onChange={(password) => {
            set({ staff: { ...staff, password } });
          }}
        />
        <PasswordInput
          label={t('staff.passwordAgain')}
          name="passwordAgain"
          value={passwordAgain}
          error={isDifferent ? t('staff.passwordDiffers') : undefined}
          onChange={({ currentTarget }) => {
            set({ passwordAgain: currentTarget.value });
          }}
          autoComplete="new-password"
        />
      </Group>
    </Stack>
  );
}
