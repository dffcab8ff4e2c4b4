/** Taken in: the number to be read out, the slip on its way, the next person with one key. */
import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActAnswer } from '#shared/contract/case.ts';
import { shortcuts } from '../app/keys.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { ButtonLink } from '../app/links.tsx';
import { newActId } from '../client/act-runner.ts';
import { kindWords, paperName } from '../fields/kind-words.ts';
import { usePrintState } from '../papers/print-desk.ts';
import type { IntakeValues } from './intake-form.ts';
import { useAgain } from './use-again.ts';
import { NumberText } from './NumberText.tsx';

interface TakenPanelProps {
  readonly kind: string;
  readonly answer: ActAnswer;
  /** What was submitted: the next matter of the same person begins with it. */
  readonly typed: IntakeValues;
}

/** A second Enter of an impatient hand must not wipe the number away before it was read. */
const unreadMs = 600;

export function TakenPanel({ kind, answer, typed }: TakenPanelProps) {
  const { t } = useTranslation('cases');
  const again = useAgain(kind, answer, typed);
  const navigate = useNavigate();
  const [isReady, setReady] = useState(false);
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setReady(true);
    }, unreadMs);
    return () => {
      window.clearTimeout(timer);
    };
  }, []);
  const { running, asking, problem } = usePrintState();
  const isPrintSettled = running === undefined && asking.length === 0 && problem === undefined;
  useEffect(() => {
    if (isReady && isPrintSettled) next.current?.focus();
  }, [isReady, isPrintSettled]);
  return (
    <Paper withBorder p="xl" data-testid="taken">
      <Stack align="center" gap="md">
        <Title order={2}>{t('taken.title', { status: kindWords(kind).status(answer.status) })}</Title>
        <Text c="dimmed">{t('taken.number')}</Text>
        <NumberText
          number={answer.number}
          fz="2.75rem"
          fw={700}
          data-testid="taken-number"
          data-number={answer.number}
        />
        <SlipState answer={answer} />
        <Group mt="md">
          <Button
            ref={next}
            size="lg"
            disabled={!isReady}
            onClick={() => void navigate({ to: '/take', search: { kind, draft: newActId() } })}
            data-testid="taken-next"
          >
            {t('taken.next')}
          </Button>
          <Button size="lg" variant="default" onClick={again.begin} disabled={again.isBusy} data-testid="taken-again">
            {t('taken.again', { keys: shortcuts.again.keys })}
          </Button>
          <ButtonLink to="/cases/$stream" params={{ stream: answer.stream }} size="lg" variant="default">
            {t('taken.open')}
          </ButtonLink>
        </Group>
        <RefusalNote refusal={again.refusal} />
      </Stack>
    </Paper>
  );
}

function SlipState({ answer }: { readonly answer: ActAnswer }) {
  const { t } = useTranslation('cases');
  const { running, asking, problem } = usePrintState();
  if (answer.jobs.length === 0) return null;
  const names = answer.issued.map(({ spec }) => paperName(spec)).join(t('separator'));
  const isOwn = (task: { readonly stream: string } | undefined) => task?.stream === answer.stream;
  if (isOwn(problem?.task)) return <Alert color="red">{t('taken.slipWaits', { names })}</Alert>;
  if (isOwn(running)) return <Text>{t('taken.printing', { names })}</Text>;
  if (asking.some(isOwn)) return <Text>{t('taken.asking', { names })}</Text>;
  return <Text>{t('taken.sent', { names })}</Text>;
}
