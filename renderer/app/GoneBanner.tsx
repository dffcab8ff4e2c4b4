import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isLost } from '../client/answer.ts';
import { useGone } from '../client/use-gone.ts';
import { useRefusalSentence } from './refusal-sentence.ts';

/** Stands above the page while the program does not answer; what is typed stays, and goes on by itself afterwards. */
export function GoneBanner() {
  const { t } = useTranslation('screens');
  const sentence = useRefusalSentence();
  const gone = useGone();
  if (!gone) return null;
  return (
    <Alert color="red" role="alert" title={t(isLost(gone) ? 'state.gone' : 'state.cannotOpen')} mb="md">
      {sentence(gone)}
    </Alert>
  );
}
