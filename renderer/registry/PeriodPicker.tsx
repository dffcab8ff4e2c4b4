import { Group, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { usePeriod } from './use-period.ts';

/** From which day to which, and what is wrong where that is no period. */
export function PeriodPicker({ period, setPeriod, isPeriod }: ReturnType<typeof usePeriod>) {
  const { t } = useTranslation('cases');
  return (
    <>
      <Group>
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            label={t(`voids.${end}`)}
            w={190}
            value={period[end]}
            onChange={(event) => {
              setPeriod({ ...period, [end]: event.currentTarget.value });
            }}
          />
        ))}
      </Group>
      {!isPeriod && <Text c="red">{t('voids.noPeriod')}</Text>}
    </>
  );
}
