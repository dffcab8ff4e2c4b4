import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { instantFromMillis } from '#shared/time/instant.ts';
import { useDates } from '../app/dates.ts';

interface DraftStateProps {
  readonly keptAt: number | null;
  readonly isRestored: boolean;
}

/** Says quietly that nothing typed is lost. */
export function DraftState({ keptAt, isRestored }: DraftStateProps) {
  const { t } = useTranslation('cases');
  const { time } = useDates();
  const text =
    keptAt !== null
      ? t('draft.kept', { time: time(instantFromMillis(keptAt)) })
      : t(isRestored ? 'draft.restored' : 'draft.willBeKept');
  return (
    <Text size="sm" c="dimmed" role="status" data-testid="draft-state" data-kept={keptAt !== null || isRestored}>
      {text}
    </Text>
  );
}
