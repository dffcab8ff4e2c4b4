/** Why an act on many rows was refused, and which row it is: by its number, because only some of the rows on the screen were sent. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { showNumber } from '#shared/documents/facts.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import type { DeskRefusal } from '../client/answer.ts';

interface RowRefusalProps {
  readonly refusal: DeskRefusal | undefined;
  /** Receipt numbers in the order in which the rows were sent. */
  readonly numbers: readonly string[];
}

export function RowRefusal({ refusal, numbers }: RowRefusalProps) {
  const { t } = useTranslation('cases');
  const row = Number(refusal?.details?.['row'] ?? 0);
  const number = numbers[row - 1];
  return (
    <>
      {number !== undefined && (
        <Text fw={600} role="status" data-testid="refused-row">
          {t('batch.refusedRow', { row, number: showNumber(number) })}
        </Text>
      )}
      <RefusalNote refusal={refusal} />
    </>
  );
}
