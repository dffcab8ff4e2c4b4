import { Alert, Button, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { checkGroup, groupCount } from '#shared/identity/recovery-phrase.ts';
import { useDates } from '../app/dates.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askStatusAgain } from '../app/use-status.ts';
import { Answered } from '../app/Waiting.tsx';
import { still } from '../client/ask-again.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { GroupsInput } from './GroupsInput.tsx';
import { RestoreReport, type Report } from './RestoreReport.tsx';

interface RestorePageProps {
  readonly onBack: () => void;
  /** The report must be read although the desk is no longer new. */
  readonly holdOn: (isHeld: boolean) => void;
}

/** Folder → backup → recovery phrase → what came back and what may be missing. The old machine is not needed. */
export function RestorePage({ onBack, holdOn }: RestorePageProps) {
  const { t } = useTranslation('screens');
  const [typed, setTyped] = useState('');
  const [folder, setFolder] = useState('');
  const [file, setFile] = useState('');
  const [phrase, setPhrase] = useState<readonly string[]>(() => Array.from({ length: groupCount }, () => ''));
  const [report, setReport] = useState<Report>();
  const act = useAct((_act, input: { folder: string; file: string; phrase: string[] }) => desk.setUp.restore(input));
  const isReady = file !== '' && phrase.every((group, index) => checkGroup(index, group).ok);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (file === '') {
      setFolder(typed.trim());
      return;
    }
    if (!isReady) return;
    const groups = phrase.map((group, index) => plain(checkGroup(index, group), group));
    holdOn(true);
    const answer = await act.run({ folder, file, phrase: groups });
    if (answer?.ok) setReport(answer.value);
    else holdOn(false);
  };
  const goOn = async (): Promise<void> => {
    await askStatusAgain();
    holdOn(false);
  };
  if (report) return <RestoreReport report={report} onGoOn={() => void goOn()} />;
  return (
    <form onSubmit={(event) => void submit(event)} onKeyDown={enterToNext} noValidate>
      <Stack mt="md">
        <Text>{t('restore.what')}</Text>
        <Group align="flex-start">
          <TextInput
            label={t('backup.folder')}
            description={t('restore.folderHint')}
            name="folder"
            value={typed}
            onChange={({ currentTarget }) => {
              setTyped(currentTarget.value);
            }}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            flex={1}
          />
          <Button
            type={file === '' ? 'submit' : 'button'}
            variant="default"
            // Level with the field, whose label stands above it.
            mt="1.8rem"
            disabled={typed.trim() === ''}
            onClick={() => {
              setFile('');
              setFolder(typed.trim());
            }}
          >
            {t('restore.look')}
          </Button>
        </Group>
        {folder !== '' && <Backups folder={folder} file={file} onChoose={setFile} />}
        {file !== '' && (
          <>
            <Text>{t('restore.phrase')}</Text>
            <GroupsInput groups={phrase} onChange={setPhrase} />
          </>
        )}
        <RefusalNote refusal={act.refusal} />
        {act.isBusy && <Text role="status">{t('restore.running')}</Text>}
        <Group justify="space-between">
          <Button variant="default" onClick={onBack} disabled={act.isBusy}>
            {t('common.back')}
          </Button>
          {file !== '' && (
            <Button type="submit" disabled={!isReady} loading={act.isBusy}>
              {t('restore.run')}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

const plain = (checked: ReturnType<typeof checkGroup>, typed: string): string => (checked.ok ? checked.value : typed);

interface BackupsProps {
  readonly folder: string;
  readonly file: string;
  readonly onChoose: (file: string) => void;
}

function Backups({ folder, file, onChoose }: BackupsProps) {
  const { t } = useTranslation('screens');
  const { moment } = useDates();
  const answer = useAnswer([still, 'backups', folder], () => desk.setUp.backups({ folder }));
  return (
    <Answered answer={answer}>
      {({ backups }) =>
        backups.length === 0 ? (
          <Alert color="orange" variant="light" role="status">
            {t('restore.none')}
          </Alert>
        ) : (
          <Radio.Group label={t('restore.choose')} value={file} onChange={onChoose} name="file">
            <Stack gap="xs" mt="xs" mah="12rem" style={{ overflowY: 'auto' }} p={4}>
              {backups.map((one) => (
                <Radio
                  key={one.file}
                  value={one.file}
                  label={t('restore.backup', { at: moment(one.at), size: megabytes(one.bytes) })}
                />
              ))}
            </Stack>
          </Radio.Group>
        )
      }
    </Answered>
  );
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
