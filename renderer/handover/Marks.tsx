/** What is still to be done about a case beside its limit: where it stands, papers it owes, originals that lie here, sheets that are out. */
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PendingRow } from '#shared/contract/work-handover.ts';
import { QueueWords } from '../cases/QueueWords.tsx';

export function Marks({ row: { line, owed, originals, awaited } }: { readonly row: PendingRow }) {
  const { t } = useTranslation('cases');
  const counts = [
    ['owed', owed],
    ['originals', originals],
    ['awaited', awaited],
  ] as const;
  return (
    <>
      {line.queue !== null && (
        <Text size="sm">
          <QueueWords queue={line.queue} />
        </Text>
      )}
      {counts.map(([name, count]) =>
        count === 0 ? null : (
          <Text key={name} size="sm" data-mark={name}>
            {t(`workHandover.mark.${name}`, { count })}
          </Text>
        ),
      )}
    </>
  );
}
