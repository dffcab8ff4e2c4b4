/** 打印: what waits, failed, or may or may not have come out. A job leaves this list only when somebody said what became of it. */
import { Badge, Button, Group, Modal, Paper, Stack, Text, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../app/dates.ts';
import { AnchorLink } from '../app/links.tsx';
import { shortcuts } from '../app/keys.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { useShortcut } from '../app/use-shortcut.ts';
import { Answered } from '../app/Waiting.tsx';
import { newActId } from '../client/act-runner.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { paperName } from '../fields/kind-words.ts';
import { AsFile } from './AsFile.tsx';
import { DaySheet } from './DaySheet.tsx';
import { PaperSheet } from './PaperSheet.tsx';
import { AllPrinted } from './AllPrinted.tsx';
import { usePrintReason } from './print-reason.ts';
import { printAllTasks, printTasks, settleTask, taskOf, usePrintState } from './print-desk.ts';
import type { PrintTask } from './print-run.ts';
import { CaseLink } from '../cases/CaseLink.tsx';

type Job = Extract<Awaited<ReturnType<typeof desk.paper.waiting>>, { readonly ok: true }>['value']['jobs'][number];

const asTask = ({ id, paper, copy, size, stream, number, spec }: Job): PrintTask =>
  taskOf({ id, paper, copy, size }, { stream, number, spec });

export function WaitingPage() {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const waiting = useAnswer(['paper.waiting'], () => desk.paper.waiting({}));
  return (
    <Stack gap="md" maw={1100}>
      <Group justify="space-between">
        <Title order={1}>{t('print.title')}</Title>
        {may('pad.print') && <AnchorLink to="/pads">{t('pads.title')}</AnchorLink>}
      </Group>
      <AllPrinted />
      <Answered answer={waiting}>
        {({ jobs }) => (jobs.length === 0 ? <Text c="dimmed">{t('print.nothing')}</Text> : <Jobs jobs={jobs} />)}
      </Answered>
      <DaySheet />
    </Stack>
  );
}

function Jobs({ jobs }: { readonly jobs: readonly Job[] }) {
  const { t } = useTranslation('cases');
  const printable = jobs.filter(({ state }) => state !== 'unknown' && state !== 'sent');
  const { all } = usePrintState();
  const isOffered = printable.length > 1 && all?.isRunning !== true;
  const printThem = () => void printAllTasks(printable.map(asTask));
  useShortcut('printAll', printThem, isOffered);
  return (
    <Stack gap="sm">
      <Text>{t('print.says', { count: jobs.length })}</Text>
      {isOffered && (
        <Group>
          <Button onClick={printThem}>
            {t('print.all', { count: printable.length, keys: shortcuts.printAll.keys })}
          </Button>
        </Group>
      )}
      {jobs.map((job) => (
        <OneJob key={job.id} job={job} />
      ))}
    </Stack>
  );
}

function OneJob({ job }: { readonly job: Job }) {
  const { t } = useTranslation('cases');
  const { moment } = useDates();
  const reason = usePrintReason();
  const [isLooking, setLooking] = useState(false);
  const [isDropping, setDropping] = useState(false);
  const isAsked = job.state === 'unknown' || job.state === 'sent';
  return (
    <Paper withBorder p="sm" data-job={job.state}>
      <Group justify="space-between">
        <Stack gap={2}>
          <Group gap="sm">
            <Text fw={600}>{paperName(job.spec)}</Text>
            {job.number !== '' && <CaseLink stream={job.stream} number={job.number} />}
            <Badge variant="default" tt="none">
              {t(`print.state.${job.state}`)}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed">
            {t('print.made', { at: moment(job.madeAt), name: job.byName, size: job.size, count: job.copy })}
          </Text>
          {(job.reason !== null || job.done > 0) && (
            <Text size="sm" c="red">
              {[
                ...(job.printer === '' ? [] : [job.printer]),
                ...(job.reason === null ? [] : [reason(job.reason)]),
                ...(job.done === 0 ? [] : [t('print.someOut', { total: job.pieces, done: job.done })]),
              ].join(t('print.between'))}
            </Text>
          )}
        </Stack>
        <Group gap="xs">
          {isAsked && (
            <Button size="sm" onClick={() => void settleTask(asTask(job), 'printed')}>
              {t('print.yes')}
            </Button>
          )}
          <Button size="sm" variant={isAsked ? 'default' : 'filled'} onClick={() => void printTasks([asTask(job)])}>
            {t(job.state === 'queued' ? 'print.now' : 'print.again')}
          </Button>
          {job.number !== '' && (
            <Button
              size="sm"
              variant="default"
              onClick={() => {
                setLooking(true);
              }}
            >
              {t('papers.look')}
            </Button>
          )}
          <Button
            size="sm"
            variant="subtle"
            onClick={() => {
              setDropping(true);
            }}
          >
            {t('print.drop')}
          </Button>
        </Group>
      </Group>
      {isLooking && (
        <LookAtJob
          job={job}
          onClose={() => {
            setLooking(false);
          }}
        />
      )}
      {isDropping && (
        <DropJob
          job={job}
          onClose={() => {
            setDropping(false);
          }}
        />
      )}
    </Paper>
  );
}

interface JobDialogProps {
  readonly job: Job;
  readonly onClose: () => void;
}

function LookAtJob({ job, onClose }: JobDialogProps) {
  const [look] = useState(newActId);
  const sheet = useAnswer(['paper.html', job.paper, job.size, job.copy, look], () =>
    desk.paper.html({ stream: job.stream, paper: job.paper, size: job.size, copy: job.copy, look }),
  );
  return (
    <Modal opened onClose={onClose} title={paperName(job.spec)} size="auto">
      <Stack gap="sm">
        <Answered answer={sheet}>
          {({ html }) => <PaperSheet html={html} size={job.size} title={paperName(job.spec)} />}
        </Answered>
        <AsFile stream={job.stream} paper={job.paper} spec={job.spec} size={job.size} number={job.number} />
      </Stack>
    </Modal>
  );
}

/** 不打了: the job leaves the list with a reason; the paper stays issued and can be printed from its case. */
function DropJob({ job, onClose }: JobDialogProps) {
  const { t } = useTranslation('cases');
  const [reason, setReason] = useState('');
  const drop = useAct((act: string, why: string) =>
    desk.paper.settle({ act, job: job.id, fate: 'dropped', printer: '', reason: why }),
  );
  return (
    <Modal opened onClose={onClose} title={t('print.drop')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void drop.run(reason.trim()).then((answer) => {
            if (answer?.ok) onClose();
          });
        }}
      >
        <Stack>
          <Textarea
            label={t('print.dropReason')}
            data-autofocus
            withAsterisk
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
            }}
          />
          <RefusalNote refusal={drop.refusal} />
          <Group>
            <Button type="submit" disabled={reason.trim() === ''} loading={drop.isBusy}>
              {t('print.drop')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
