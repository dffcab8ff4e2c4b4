/** 验真: a paper in somebody's hand is scanned (or its code typed), and what it is worth is said in plain words. */
import { Stack, Text, TextInput, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperVerdict } from '#shared/contract/genuine.ts';
import { isImeKey } from '../app/ime.ts';
import { AnchorLink } from '../app/links.tsx';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { readers } from '../devices/bus.ts';
import { ranks, useTaker } from '../devices/use-taker.ts';
import { VerdictCard } from './VerdictCard.tsx';

interface Said {
  readonly verdict?: PaperVerdict;
  readonly refusal?: DeskRefusal;
}

export function VerifyPage() {
  const { t } = useTranslation('cases');
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<Said>({});
  const box = useRef<HTMLInputElement>(null);
  const asked = useRef(0);
  const verify = async (code: string) => {
    const turn = (asked.current += 1);
    setSaid({});
    const answer = await answerOf(() => desk.paper.verify({ code }));
    // Of two papers scanned one after the other the later counts, whichever is answered first.
    if (turn !== asked.current) return;
    setSaid(answer.ok ? { verdict: answer.value } : { refusal: answer.refusal });
    if (answer.ok) setTyped('');
    box.current?.focus();
  };
  useTaker({
    // Here a code is asked about; everywhere else it opens its case.
    rank: ({ reading }) => (reading.kind === 'code' ? ranks.focused : 0),
    take: ({ reading }) => {
      if (reading.kind !== 'code') return;
      readers.led.say(undefined);
      void verify(reading.text);
    },
  });
  return (
    <Stack gap="md" maw={900}>
      <Title order={1}>{t('verify.title')}</Title>
      <TextInput
        ref={box}
        label={t('verify.label')}
        description={t('verify.hint')}
        name="code"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || isImeKey(event) || typed.trim() === '') return;
          event.preventDefault();
          void verify(typed.trim());
        }}
      />
      <RefusalNote refusal={said.refusal} />
      {said.verdict && <VerdictCard verdict={said.verdict} />}
      <Text c="dimmed" size="sm">
        {t('verify.limits')} <AnchorLink to="/check-package">{t('archive.check.link')}</AnchorLink>
      </Text>
    </Stack>
  );
}
