import { Alert, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskClient } from '#shared/contract/index.ts';
import { useDates } from '../app/dates.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import classes from './Settings.module.css';

type StateAnswer = Awaited<ReturnType<DeskClient['backup']['state']>>;
type BackupState = Extract<StateAnswer, { ok: true }>['value'];

/** The second place, the last backup that was opened again and checked, and one more on demand. */
export function BackupPage() {
  const { t } = useTranslation('screens');
  const answer = useAnswer(['backup.state'], () => desk.backup.state({}));
  return (
    <Stack maw="48rem" gap="lg">
      <Title order={1}>{t('settings.page.backup')}</Title>
      <Answered answer={answer}>
        {(state) => (
          <>
            <LastBackup state={state} />
            {/* A new backup, or a new failure, ends what was said of the one before. */}
            <RunNow key={`${state.last?.at ?? ''} ${state.problem?.code ?? ''}`} hasFolder={state.folder !== ''} />
            <FolderForm folder={state.folder} />
          </>
        )}
      </Answered>
    </Stack>
  );
}

function LastBackup({ state }: { readonly state: BackupState }) {
  const { t } = useTranslation('screens');
  const { moment } = useDates();
  const { last, problem } = state;
  return (
    <section>
      <Title order={2} mb="sm">
        {t('backup.last')}
      </Title>
      <RefusalNote refusal={problem ?? undefined} />
      {last ? (
        <dl className={classes.facts}>
          <dt>{t('backup.at')}</dt>
          <dd>{moment(last.at)}</dd>
          <dt>{t('backup.file')}</dt>
          <dd>{last.file}</dd>
          <dt>{t('backup.proof')}</dt>
          <dd>{t('backup.proven', { entries: last.entries, head: last.head.slice(0, 8) })}</dd>
        </dl>
      ) : (
        <Alert color="orange" variant="light">
          {t('backup.never')}
        </Alert>
      )}
    </section>
  );
}

function RunNow({ hasFolder }: { readonly hasFolder: boolean }) {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const act = useAct(() => desk.backup.run({}));
  const run = async (): Promise<void> => {
    const answer = await act.run(undefined);
    if (answer?.ok) askAgain();
  };
  // One begins by itself when a folder is chosen; then there is nothing to do but wait for it.
  const isUnderWay = act.isBusy || act.refusal?.code === 'backup.running';
  if (!may('backup.run')) return <Text c="dimmed">{t('backup.mayNot')}</Text>;
  return (
    <div>
      <Group>
        <Button onClick={() => void run()} loading={isUnderWay} disabled={!hasFolder}>
          {t('backup.run')}
        </Button>
        <Text role="status">
          {isUnderWay ? t('backup.running') : hasFolder ? t('backup.daily') : t('backup.noFolder')}
        </Text>
      </Group>
      <RefusalNote refusal={isUnderWay ? undefined : act.refusal} mt="sm" />
    </div>
  );
}

function FolderForm({ folder: kept }: { readonly folder: string }) {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const [folder, setFolder] = useState(kept);
  const [isKept, setKept] = useState(false);
  const act = useAct((_act, wanted: string) => desk.backup.setFolder({ folder: wanted }));
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const answer = await act.run(folder.trim());
    setKept(answer?.ok === true);
    if (answer?.ok) askAgain();
  };
  if (!may('backup.run')) return null;
  return (
    <form onSubmit={(event) => void submit(event)} onKeyDown={enterToNext}>
      <Stack>
        <TextInput
          label={t('backup.folder')}
          description={t('backup.folderHint')}
          name="folder"
          value={folder}
          onChange={({ currentTarget }) => {
            setFolder(currentTarget.value);
            setKept(false);
          }}
          autoComplete="off"
          spellCheck={false}
        />
        <RefusalNote refusal={act.refusal} />
        <Group>
          <Button
            type="submit"
            variant="default"
            loading={act.isBusy}
            disabled={folder.trim() === '' || folder.trim() === kept}
          >
            {t('backup.keepFolder')}
          </Button>
          {isKept && <Text role="status">{t('common.saved')}</Text>}
        </Group>
      </Stack>
    </form>
  );
}
