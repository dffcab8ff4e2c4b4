import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const GlyphPad = lazy(() => import('./GlyphPad.tsx').then((all) => ({ default: all.GlyphPad })));

interface PictureButtonsProps {
  /** Code points that no face has and nobody has kept a picture of. */
  readonly missing: readonly string[];
  readonly onKept: (codePoint: string) => void;
}

/** 「贴字图」 for each of them, and where its picture is taken. */
export function PictureButtons({ missing, onKept }: PictureButtonsProps) {
  const { t } = useTranslation('cases');
  const [drawing, setDrawing] = useState<string>();
  return (
    <>
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
      {drawing !== undefined && (
        <Suspense>
          <GlyphPad
            codePoint={drawing}
            onClose={() => {
              setDrawing(undefined);
            }}
            onKept={() => {
              setDrawing(undefined);
              onKept(drawing);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
