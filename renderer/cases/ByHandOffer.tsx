import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DeskRefusal } from '../client/answer.ts';

interface ByHandOfferProps {
  readonly refusal: DeskRefusal | undefined;
  readonly onAccept: () => void;
}

/** 「留空手写」: the way out when no font has a character of the name. The name itself is kept whole. */
export function ByHandOffer({ refusal, onAccept }: ByHandOfferProps) {
  const { t } = useTranslation('cases');
  if (refusal?.code !== 'paper.glyphMissing') return null;
  return (
    <Group>
      <Button onClick={onAccept} data-testid="by-hand">
        {t('byHand.accept')}
      </Button>
      <Text size="sm">{t('byHand.hint')}</Text>
    </Group>
  );
}
