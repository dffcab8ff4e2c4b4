/** Before a sheet with blanks is printed: which characters no face has, and whether it goes so or waits for their pictures. */
import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerBlanked } from './print-desk.ts';
import { useFocusBack } from './use-focus-back.ts';

const GlyphPad = lazy(() => import('../cases/GlyphPad.tsx').then((all) => ({ default: all.GlyphPad })));

export function BlankedSheet({ blanks }: { readonly blanks: readonly string[] }) {
  const { t } = useTranslation('cases');
  const [kept, setKept] = useState<readonly string[]>([]);
  const [drawing, setDrawing] = useState<string>();
  useFocusBack();
  const missing = blanks.filter((codePoint) => !kept.includes(codePoint));
  const isPictured = missing.length === 0;
  return (
    <Modal
      opened
      onClose={() => {
        answerBlanked(false);
      }}
      title={t('print.blanked')}
    >
      <Stack>
        <Alert color={isPictured ? 'green' : 'orange'} variant="light" role="status">
          {isPictured ? t('print.blankedPictured') : t('print.blankedSays', { codePoints: missing.join(' ') })}
        </Alert>
        <Group>
          {!isPictured && (
            <Button
              data-autofocus
              data-testid="blanked-print"
              onClick={() => {
                answerBlanked(true);
              }}
            >
              {t('print.blankedPrint')}
            </Button>
          )}
          {missing.map((codePoint) => (
            <Button
              key={codePoint}
              variant="default"
              onClick={() => {
                setDrawing(codePoint);
              }}
            >
              {t('glyph.add', { codePoint })}
            </Button>
          ))}
          <Button
            variant="default"
            onClick={() => {
              answerBlanked(false);
            }}
          >
            {t('print.blankedNot')}
          </Button>
        </Group>
      </Stack>
      {drawing !== undefined && (
        <Suspense>
          <GlyphPad
            codePoint={drawing}
            onClose={() => {
              setDrawing(undefined);
            }}
            onKept={() => {
              setKept([...kept, drawing]);
              setDrawing(undefined);
            }}
          />
        </Suspense>
      )}
    </Modal>
  );
}
