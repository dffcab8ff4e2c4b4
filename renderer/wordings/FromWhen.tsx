/** From which day it holds, and why: asked of every change. */
import { Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { today } from '../fields/today.ts';

export interface When {
  readonly effectiveFrom: string;
  readonly reason: string;
}

export const firstWhen = (): When => ({ effectiveFrom: today(), reason: '' });

export function FromWhen({ when, onChange }: { readonly when: When; readonly onChange: (when: When) => void }) {
  const { t } = useTranslation('cases');
  return (
    <Group align="flex-end" wrap="nowrap">
      <TextInput
        type="date"
        name="effectiveFrom"
        label={t('wording.from')}
        w={170}
        min={today()}
        value={when.effectiveFrom}
        onChange={(event) => {
          onChange({ ...when, effectiveFrom: event.currentTarget.value });
        }}
      />
      <TextInput
        name="reason"
        label={t('wording.why')}
        withAsterisk
        maxLength={200}
        flex={1}
        value={when.reason}
        onChange={(event) => {
          onChange({ ...when, reason: event.currentTarget.value });
        }}
      />
    </Group>
  );
}
