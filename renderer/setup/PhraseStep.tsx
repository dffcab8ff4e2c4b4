import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered } from '../app/Waiting.tsx';
import { printHere } from '../papers/print-desk.ts';
import type { Answer } from '../client/use-answer.ts';
import type { Phrase } from './use-phrase.ts';
import classes from './SetUp.module.css';

export function PhraseStep({ answer }: { readonly answer: Answer<Phrase> }) {
  const { t } = useTranslation('screens');
  return (
    <Stack>
      <Text>{t('setUp.phraseWhat')}</Text>
      <Answered answer={answer}>{(phrase) => <PhraseSheet phrase={phrase} />}</Answered>
      <Text c="dimmed" size="sm">
        {t('setUp.phraseByHand')}
      </Text>
    </Stack>
  );
}

/** Shown once, printed twice, kept nowhere. */
export function PhraseSheet({ phrase }: { readonly phrase: Phrase }) {
  const { t } = useTranslation('screens');
  const [printed, setPrinted] = useState(0);
  const print = async (): Promise<void> => {
    await printHere(phrase.html, 'A4');
    setPrinted((last) => last + 1);
  };
  return (
    <Stack>
      <ol className={classes.groups} aria-label={t('setUp.step.phrase')}>
        {phrase.groups.map((group, index) => (
          <li key={index}>{group}</li>
        ))}
      </ol>
      <Text>{t('setUp.phraseKeep')}</Text>
      <Group>
        <Button variant={printed === 0 ? 'filled' : 'default'} onClick={() => void print()}>
          {t('setUp.phrasePrint')}
        </Button>
        {printed > 0 && <Text role="status">{t('setUp.phrasePrinted')}</Text>}
      </Group>
    </Stack>
  );
}
