/** 用 U 盘交换: for a station with no network. Taken along here, answered in the hall, taken in here; the hall hands on for others. */
import { Alert, Button, FileButton, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { stickEnding, type StickState, type StickTaken } from '#shared/contract/stick.ts';
import { useDates } from '../app/dates.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { SaveByProgram } from '../app/SaveByProgram.tsx';
import { Answered } from '../app/Waiting.tsx';
import { saveOutside } from '../attachments/read-whole.ts';
import { fromBase64 } from '../attachments/upload.ts';
import { askAgain } from '../client/changes.ts';
import { answerOf, type DeskAnswer } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { sendFile } from './send-file.ts';

export function Stick() {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const title = useId();
  const state = useAnswer(['stick.state'], () => desk.stick.state({}));
  return (
    <section aria-labelledby={title} data-testid="stick">
      <Title order={2} mb="xs" id={title}>
        {t('stick.title')}
      </Title>
      <Text mb="sm">{t('stick.what')}</Text>
      <Answered answer={state}>
        {(now) => {
          if (!now.isReady) return <Text c="dimmed">{t('stick.notReady')}</Text>;
          if (!may('case.handle')) return <Text c="dimmed">{t('stick.mayNot')}</Text>;
          return (
            <Stack>
              <TakeAlong state={now} />
              <TakeIn state={now} />
              <HandOn />
            </Stack>
          );
        }}
      </Answered>
    </section>
  );
}

interface PartProps {
  readonly title: string;
  readonly what: string;
  readonly children: ReactNode;
}

function Part({ title, what, children }: PartProps) {
  return (
    <Paper withBorder p="md">
      <Stack gap="xs">
        <Title order={3}>{title}</Title>
        <Text>{what}</Text>
        {children}
      </Stack>
    </Paper>
  );
}

function TakeAlong({ state: { waiting, files, out } }: { readonly state: StickState }) {
  const { t } = useTranslation('screens');
  const { moment } = useDates();
  const { printing } = usePerson().status;
  const save = async () => {
    // A name of a file takes no colon.
    const at = moment(new Date().toISOString()).replace(':', '');
    const name = t('stick.outName', { at });
    const answer = printing === 'electron' ? await desk.stick.save({ name }) : await download(name, desk.stick.out({}));
    askAgain();
    return answer;
  };
  return (
    <Part title={t('stick.out')} what={t('stick.outWhat', { count: waiting })}>
      {files > 0 && <Text data-testid="stick-files">{t('stick.outFiles', { count: files })}</Text>}
      {out !== null && (
        <Text c="dimmed" data-testid="stick-out">
          {t(out.isAnswered ? 'stick.outAnswered' : 'stick.outOpen', { at: moment(out.at), count: out.acts })}
        </Text>
      )}
      <Group>
        <SaveByProgram label={t('stick.outButton')} saved={t('stick.outSaved')} variant="default" save={save} />
      </Group>
    </Part>
  );
}

/** In a browser: what the desk gives becomes a download. */
async function download(name: string, asked: Promise<DeskAnswer<{ readonly data: string }>>) {
  const answer = await asked;
  if (!answer.ok) return answer;
  saveOutside(new Blob([fromBase64(answer.value.data)]), `${name}${stickEnding}`);
  return { ok: true, value: { saved: true } } as const;
}

function TakeIn({ state: { back } }: { readonly state: StickState }) {
  const { t } = useTranslation('screens');
  const { moment } = useDates();
  const { answer, isBusy, run } = useChosen((upload) => desk.stick.takeIn({ upload }));
  return (
    <Part title={t('stick.in')} what={t('stick.inWhat')}>
      {back !== null && <Text c="dimmed">{t('stick.inLast', { at: moment(back.at) })}</Text>}
      <Choose label={t('stick.inButton')} isBusy={isBusy} testId="stick-in-file" onFile={run} />
      {answer?.ok === true && <Taken taken={answer.value} />}
      <RefusalNote refusal={answer?.ok === false ? answer.refusal : undefined} />
    </Part>
  );
}

function Taken({ taken }: { readonly taken: StickTaken }) {
  const { t } = useTranslation('screens');
  const { acts, changed, isMore, isCollecting, stop } = taken;
  const isNothing = acts === 0 && changed === 0;
  return (
    <Alert color={stop === null ? 'green' : 'orange'} variant="light" role="status" data-testid="stick-taken">
      <Text>{isNothing ? t('stick.takenNothing') : t('stick.taken', { acts, changed })}</Text>
      {stop !== null && <Text>{t('stick.takenStopped')}</Text>}
      {stop === null && isCollecting && <Text>{t('stick.takenCollecting')}</Text>}
      {stop === null && isMore && <Text>{t('stick.takenMore')}</Text>}
    </Alert>
  );
}

function HandOn() {
  const { t } = useTranslation('screens');
  const { printing } = usePerson().status;
  const { answer, isBusy, run } = useChosen((upload, file) => {
    const name = t('stick.answerName', { name: file.name.replace(/\.\w+$/u, '').slice(0, 80) });
    return printing === 'electron'
      ? desk.stick.handOnSave({ upload, name })
      : download(name, desk.stick.handOn({ upload }));
  });
  return (
    <Part title={t('stick.handOn')} what={t('stick.handOnWhat')}>
      <Choose label={t('stick.handOnButton')} isBusy={isBusy} testId="stick-hand-on-file" onFile={run} />
      {answer?.ok === true && answer.value.saved && (
        <Alert color="green" variant="light" role="status" data-testid="stick-handed-on">
          {t('stick.handedOn')}
        </Alert>
      )}
      <RefusalNote refusal={answer?.ok === false ? answer.refusal : undefined} />
    </Part>
  );
}

/** A file is chosen, sent to the desk, and something is done with it there. */
function useChosen<T>(work: (upload: string, file: File) => Promise<DeskAnswer<T>>) {
  const [isBusy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<DeskAnswer<T>>();
  const run = async (file: File): Promise<void> => {
    setBusy(true);
    setAnswer(undefined);
    const sent = await sendFile(file);
    setAnswer(sent.ok ? await answerOf(() => work(sent.value.upload, file)) : sent);
    setBusy(false);
    askAgain();
  };
  return { answer, isBusy, run };
}

interface ChooseProps {
  readonly label: string;
  readonly isBusy: boolean;
  readonly testId: string;
  readonly onFile: (file: File) => Promise<void>;
}

/** The same file can be chosen twice: the choice is forgotten at once. */
function Choose({ label, isBusy, testId, onFile }: ChooseProps) {
  const [round, setRound] = useState(0);
  return (
    <Group data-testid={testId}>
      <FileButton
        key={round}
        accept={stickEnding}
        onChange={(file) => {
          if (file === null) return;
          setRound(round + 1);
          void onFile(file);
        }}
      >
        {(props) => (
          <Button {...props} variant="default" loading={isBusy}>
            {label}
          </Button>
        )}
      </FileButton>
    </Group>
  );
}
