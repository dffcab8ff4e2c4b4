import { Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StepProps } from './set-up-state.ts';

export function BackupStep({ state, set }: StepProps) {
  const { t } = useTranslation('screens');
  return (
    <Stack>
      <Text>{t('setUp.backupWhat')}</Text>
      <TextInput
        label={t('backup.folder')}
        description={t('backup.folderHint')}
        name="backupFolder"
        value={state.backupFolder}
        onChange={({ currentTarget }) => {
          set({ backupFolder: currentTarget.value });
        }}
        autoFocus
        autoComplete="off"
        spellCheck={false}
      />
      <Text c="dimmed" size="sm">
        {t('setUp.backupLater')}
      </Text>
    </Stack>
  );
}
