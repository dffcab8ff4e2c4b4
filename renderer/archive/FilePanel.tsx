/** 办件档案 of one case: what it lacks, how long it is kept, and the way out as one PDF or as a package. */
import { Alert, Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MadeFileView } from '#shared/contract/archive.ts';
import { AnchorLink } from '../app/links.tsx';
import { useDates } from '../app/dates.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { SaveByProgram } from '../app/SaveByProgram.tsx';
import { desk } from '../client/desk.ts';
import { FileGaps, useFileContents } from './FileGaps.tsx';
import { downloadFile, useMakeFile } from './use-make-file.ts';

export function FilePanel({ stream }: { readonly stream: string }) {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const contents = useFileContents(stream);
  if (contents.data === undefined) return null;
  const { gaps, parts, closed, retention, until } = contents.data;
  return (
    <Paper withBorder p="md" data-testid="archive">
      <Title order={2} mb="xs">
        {t('archive.title')}
      </Title>
      <Stack gap="xs">
        <FileGaps gaps={gaps} />
        <Kept closed={closed} retention={retention} until={until} />
        {may('case.reveal') && <Export stream={stream} parts={parts.length} />}
      </Stack>
    </Paper>
  );
}

type Kept = Pick<NonNullable<ReturnType<typeof useFileContents>['data']>, 'closed' | 'retention' | 'until'>;

function Kept({ closed, retention, until }: Kept) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  if (closed === null) return null;
  const period = retention === null ? t('archive.notSet') : t(`archive.retention.${retention}`);
  return (
    <Text size="sm" c="dimmed">
      {t('archive.closed', { day: day(closed), period })}
      {until !== null && t('archive.until', { day: day(until) })}
    </Text>
  );
}

function Export({ stream, parts }: { readonly stream: string; readonly parts: number }) {
  const { t } = useTranslation('cases');
  const { making, start, stop } = useMakeFile(stream);
  return (
    <Stack gap="xs">
      {making.state === 'running' ? (
        <>
          <Progress value={making.of === 0 ? 0 : (100 * making.done) / making.of} aria-label={t('archive.progress')} />
          <Group gap="xs">
            <Text size="sm" role="status">
              {t('archive.making', { done: making.done, of: making.of })}
            </Text>
            <Button variant="default" size="compact-sm" onClick={stop}>
              {t('archive.stop')}
            </Button>
          </Group>
        </>
      ) : (
        <Group gap="xs">
          <Button variant="default" onClick={start} data-testid="archive-make">
            {t('archive.make', { count: parts })}
          </Button>
        </Group>
      )}
      {making.state === 'stopped' && (
        <Text size="sm" role="status">
          {t('archive.stopped')}
        </Text>
      )}
      {making.state === 'refused' && <RefusalNote refusal={making.refusal} />}
      {making.state === 'made' && <Made made={making.made} />}
      <Text size="sm" c="dimmed">
        {t('archive.limits')} <AnchorLink to="/check-package">{t('archive.check.link')}</AnchorLink>
      </Text>
    </Stack>
  );
}

function Made({ made }: { readonly made: MadeFileView }) {
  const { t } = useTranslation('cases');
  const { printing } = usePerson().status;
  const isShell = printing === 'electron';
  const save = (as: 'zip' | 'pdf') => () =>
    isShell ? desk.archive.save({ file: made.file, as }) : downloadFile(made, as);
  const saved = t(isShell ? 'outside.saved' : 'outside.downloaded');
  return (
    <Alert color="green" variant="light" role="status" data-testid="archive-made">
      <Stack gap="xs">
        <Text>{t('archive.made', { pages: made.pages, bookmarks: made.bookmarks })}</Text>
        {made.unbound.length > 0 && (
          <Text size="sm">{t('archive.unbound', { names: made.unbound.join(t('separator')) })}</Text>
        )}
        <Group gap="xs">
          <SaveByProgram variant="filled" label={t('archive.saveZip')} saved={saved} save={save('zip')} />
          <SaveByProgram label={t('archive.savePdf')} saved={saved} save={save('pdf')} />
        </Group>
      </Stack>
    </Alert>
  );
}
