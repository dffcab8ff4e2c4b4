import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isLost, type DeskRefusal } from '../client/answer.ts';
import { useRefusalSentence } from './refusal-sentence.ts';

interface RefusalNoteProps {
  readonly refusal: DeskRefusal | undefined;
  readonly mt?: string;
  /** The word for a field's path; a form of a kind passes its own. */
  readonly nameOf?: (path: string) => string;
}

/** What was refused, what was kept, what to do next; read out at once. Nothing at all without a refusal. */
export function RefusalNote({ refusal, mt, nameOf }: RefusalNoteProps) {
  const { t } = useTranslation('screens');
  const sentence = useRefusalSentence(nameOf);
  // That the program is gone stands above every page already.
  if (!refusal || isLost(refusal)) return null;
  return (
    <Alert color="red" variant="light" role="alert" title={t('refusal.title')} {...(mt === undefined ? {} : { mt })}>
      {sentence(refusal)}
    </Alert>
  );
}
