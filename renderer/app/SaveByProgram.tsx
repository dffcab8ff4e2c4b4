/** A file for outside where the program has a window of its own: its dialog asks for the place, the desk writes. */
import { Alert, Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, type DeskAnswer } from '../client/answer.ts';
import { RefusalNote } from './RefusalNote.tsx';

interface SaveByProgramProps {
  readonly label: string;
  /** What is said when it is saved. */
  readonly saved?: string;
  readonly variant?: 'filled' | 'default';
  /** `saved` is false where no place was chosen: then nothing is said. */
  readonly save: () => Promise<DeskAnswer<{ readonly saved: boolean }>>;
}

export function SaveByProgram({ label, saved, variant = 'default', save }: SaveByProgramProps) {
  const { t } = useTranslation('cases');
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<DeskAnswer<{ readonly saved: boolean }>>();
  const start = async () => {
    setBusy(true);
    setAnswer(undefined);
    setAnswer(await answerOf(save));
    setBusy(false);
  };
  return (
    <>
      <Button variant={variant} loading={isBusy} onClick={() => void start()}>
        {label}
      </Button>
      {answer?.ok === true && answer.value.saved && (
        <Alert color="green" variant="light" role="status" data-testid="saved-outside">
          {saved ?? t('outside.saved')}
        </Alert>
      )}
      <RefusalNote refusal={answer?.ok === false ? answer.refusal : undefined} />
    </>
  );
}
