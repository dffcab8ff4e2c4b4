import { Button, Group, Text } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskRefusal } from '../client/answer.ts';

const GlyphPad = lazy(() => import('./GlyphPad.tsx').then(({ GlyphPad }) => ({ default: GlyphPad })));

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
  const [drawing, setDrawing] = useState<string>();
  if (refusal?.code !== 'paper.glyphMissing') return null;
  const missing = String(refusal.details?.['codePoints'] ?? '')
    .split(' ')
    .filter((codePoint) => codePoint !== '' && !kept.includes(codePoint));
  const keep = (codePoint: string) => {
    setDrawing(undefined);
    setKept([...kept, codePoint]);
    if (missing.length <= 1) onPictures();
  };
  return (
    <Group>
      {missing.map((codePoint) => (
        <Button
          key={codePoint}
          variant="default"
          data-testid="glyph-add"
          onClick={() => {
            setDrawing(codePoint);
          }}
        >
          {t('glyph.add', { codePoint })}
        </Button>
      ))}
      <Button onClick={onAccept} data-testid="by-hand">
        {t('byHand.accept')}
      </Button>
      <Text size="sm">{t('byHand.hint')}</Text>
      {drawing !== undefined && (
        <Suspense>
          <GlyphPad
            codePoint={drawing}
            onClose={() => {
              setDrawing(undefined);
            }}
            onKept={() => {
              keep(drawing);
            }}
          />
        </Suspense>
      )}
    </Group>
  );
}
