/** 「出来了吗？」: what became of a paper that went out, answered by Enter. Mounted once, in the frame of every page. */
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import type { DeskRefusal } from '../client/answer.ts';
import { ByHandOffer } from '../cases/ByHandOffer.tsx';
import { NumberText } from '../cases/NumberText.tsx';
import { paperName } from '../fields/kind-words.ts';
import { BlankedSheet } from './BlankedSheet.tsx';
import { PrinterChoice } from './PrinterChoice.tsx';
import { usePrintReason } from './print-reason.ts';
import { clearProblem, printInBrowser, printTasks, settleTask, usePrintState } from './print-desk.ts';
import { useFocusBack } from './use-focus-back.ts';
import type { Fate, PrintTask } from './print-run.ts';

export function PrintAsking() {
  const { asking, problem, blanked } = usePrintState();
  const task = asking[0];
  if (task) return <AskFate key={task.job} task={task} />;
  if (problem) return <Problem {...problem} />;
  return blanked ? <BlankedSheet blanks={blanked.page.blanks} /> : null;
}

/** The Enter that submitted the form may come twice: it must not answer a question that nobody has read yet. */
const unreadMs = 600;

function AskFate({ task }: { readonly task: PrintTask }) {
  const { t } = useTranslation('cases');
  const [isReady, setReady] = useState(false);
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setReady(true);
    }, unreadMs);
    return () => {
      window.clearTimeout(timer);
    };
  }, []);
  useEffect(() => {
    if (isReady) yes.current?.focus();
  }, [isReady]);
  useFocusBack();
  const answer = (fate: Fate) => () => {
    void settleTask(task, fate).then(setRefusal);
  };
  return (
    <Modal
      opened
      onClose={answer('unknown')}
      withCloseButton={false}
      closeOnClickOutside={false}
      title={t('print.ask')}
      // The number behind it stays in sight: it is being read out.
      centered={false}
      yOffset="55vh"
      styles={{ content: { maxHeight: 'none' } }}
      overlayProps={{ backgroundOpacity: 0.12 }}
    >
      <Stack>
        <Group gap="sm">
          <Text fw={600}>{paperName(task.spec)}</Text>
          {task.number !== '' && <NumberText number={task.number} />}
          {task.copy > 1 && <Text c="dimmed">{t('print.copy', { count: task.copy })}</Text>}
        </Group>
        <RefusalNote refusal={refusal} />
        <Group>
          <Button ref={yes} disabled={!isReady} onClick={answer('printed')} data-testid="print-yes">
            {t('print.yes')}
          </Button>
          <Button variant="default" disabled={!isReady} onClick={answer('failed')}>
            {t('print.no')}
          </Button>
          <Button variant="default" disabled={!isReady} onClick={answer('unknown')}>
            {t('print.unsure')}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {t('print.askHint')}
        </Text>
      </Stack>
    </Modal>
  );
}

interface ProblemProps {
  readonly task: PrintTask;
  readonly refusal: DeskRefusal | undefined;
  readonly reason?: string;
}

function Problem({ task, refusal, reason }: ProblemProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const inWords = usePrintReason();
  const isElsewherePossible = refusal === undefined ? reason !== 'page-not-ready' : refusal.code === 'print.noPrinter';
  return (
    <Modal opened onClose={clearProblem} title={t('print.problem')}>
      <Stack>
        <Alert color="red" variant="light">
          {refusal ? sentence(refusal) : t('print.failed', { reason: inWords(reason) })}
        </Alert>
        <Text>{t(task.number === '' ? 'print.sheetWaits' : 'print.stillWaits')}</Text>
        <ByHandOffer
          refusal={refusal}
          onAccept={() => void printTasks([{ ...task, byHand: true }])}
          onPictures={() => void printTasks([task])}
        />
        {isElsewherePossible && <PrinterChoice sizes={[task.size]} />}
        <Group>
          <Button data-autofocus data-testid="print-again" onClick={() => void printTasks([task])}>
            {t('print.again')}
          </Button>
          {task.html !== undefined && <InBrowser task={task} html={task.html} />}
          <Button variant="default" onClick={clearProblem}>
            {t('print.later')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function InBrowser({ task, html }: { readonly task: PrintTask; readonly html: string }) {
  const { t } = useTranslation('cases');
  return (
    <Button variant="default" data-testid="print-in-browser" onClick={() => void printInBrowser(task, html)}>
      {t('print.inBrowser')}
    </Button>
  );
}
