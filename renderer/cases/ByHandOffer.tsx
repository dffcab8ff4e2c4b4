import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskRefusal } from '../client/answer.ts';
import { PictureButtons } from './PictureButtons.tsx';

interface ByHandOfferProps {
  readonly refusal: DeskRefusal | undefined;
  readonly onAccept: () => void;
  /** Every character has its picture now: the same again. */
  readonly onPictures: () => void;
}

/** What no font has, character by character: 「贴字图」 prints its picture, 「留空手写」 a blank. The name itself is kept whole. */
export function ByHandOffer({ refusal, onAccept, onPictures }: ByHandOfferProps) {
  const { t } = useTranslation('cases');
  const [kept, setKept] = useState<readonly string[]>([]);
  if (refusal?.code !== 'paper.glyphMissing') return null;
  const missing = String(refusal.details?.['codePoints'] ?? '')
    .split(' ')
    .filter((codePoint) => codePoint !== '' && !kept.includes(codePoint));
  const keep = (codePoint: string) => {
    setKept([...kept, codePoint]);
    if (missing.length <= 1) onPictures();
  };
  return (
    <Group>
      <PictureButtons missing={missing} onKept={keep} />
      <Button onClick={onAccept} data-testid="by-hand">
        {t('byHand.accept')}
      </Button>
      <Text size="sm">{t('byHand.hint')}</Text>
    </Group>
  );
}
