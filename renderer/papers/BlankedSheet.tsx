/** Before a sheet with blanks is printed: which characters no face has, and whether it goes so or waits for their pictures. */
import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PictureButtons } from '../cases/PictureButtons.tsx';
import { answerBlanked } from './print-desk.ts';
import { useFocusBack } from './use-focus-back.ts';

export function BlankedSheet({ blanks }: { readonly blanks: readonly string[] }) {
  const { t } = useTranslation('cases');
  const [kept, setKept] = useState<readonly string[]>([]);
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
          <PictureButtons
            missing={missing}
            onKept={(codePoint) => {
              setKept([...kept, codePoint]);
            }}
          />
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
    </Modal>
  );
}
