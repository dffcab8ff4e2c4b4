/** 登记签批: who signed the printed lists, as they stand on paper; the scanned sheets hang on the appraisal. */
import { Button, FileButton, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalPage, AppraisalSigned } from '#shared/contract/appraisal.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { addFiles, useUploads } from '../attachments/upload-desk.ts';
import { UploadRow } from '../attachments/UploadRow.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { today } from '../fields/today.ts';

interface Typed {
  readonly approver: string;
  readonly first: string;
  readonly second: string;
  readonly approvedOn: string;
  readonly note: string;
}
const names = ['approver', 'first', 'second'] as const;

export function SignForm({ page }: { readonly page: AppraisalPage }) {
  const { t } = useTranslation('cases');
  const { stream, toDestroy } = page.line;
  const [typed, setTyped] = useState<Typed>({ approver: '', first: '', second: '', approvedOn: today(), note: '' });
  const act = useAct((id, input: Omit<AppraisalSigned, 'act'>) => desk.appraisal.sign({ ...input, act: id }));
  const put = (change: Partial<Typed>) => {
    setTyped((last) => ({ ...last, ...change }));
  };
  const asked = toDestroy > 0 ? names : names.slice(0, 1);
  const isReady = asked.every((name) => typed[name].trim() !== '') && typed.approvedOn !== '';
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!isReady) return;
    const { approver, approvedOn, first, second, note } = typed;
    const witnesses: AppraisalSigned['witnesses'] = toDestroy > 0 ? [first, second] : [];
    const sheets = page.sheets.map(({ id }) => id);
    const { judged } = page;
    if ((await act.run({ stream, judged, approver, approvedOn, witnesses, sheets, note }))?.ok === true) askAgain();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate data-testid="appraisal-sign">
      <Stack gap="sm">
        <Title order={2}>{t('appraisal.sign.title')}</Title>
        <Text size="sm" c="dimmed">
          {t(toDestroy > 0 ? 'appraisal.sign.what' : 'appraisal.sign.whatKept')}
        </Text>
        <Group align="flex-end">
          {asked.map((name) => (
            <TextInput
              key={name}
              w={180}
              name={name}
              maxLength={100}
              label={t(`appraisal.sign.${name}`)}
              value={typed[name]}
              onChange={(event) => {
                put({ [name]: event.currentTarget.value });
              }}
            />
          ))}
          <TextInput
            type="date"
            w={160}
            label={t('appraisal.sign.approvedOn')}
            max={today()}
            value={typed.approvedOn}
            onChange={(event) => {
              put({ approvedOn: event.currentTarget.value });
            }}
          />
          <TextInput
            w={240}
            name="note"
            maxLength={1000}
            label={t('appraisal.sign.note')}
            value={typed.note}
            onChange={(event) => {
              put({ note: event.currentTarget.value });
            }}
          />
        </Group>
        <Sheets page={page} />
        <Group>
          <Button type="submit" disabled={!isReady} loading={act.isBusy}>
            {t('appraisal.sign.submit')}
          </Button>
        </Group>
        <RefusalNote refusal={act.refusal} />
      </Stack>
    </form>
  );
}

function Sheets({ page }: { readonly page: AppraisalPage }) {
  const { t } = useTranslation('cases');
  const { me } = usePerson();
  const { stream } = page.line;
  const uploads = useUploads().filter((one) => one.stream === stream && one.staff === me.staff);
  const add = (files: readonly File[]) => {
    addFiles(
      stream,
      me.staff,
      files.map((file) => ({ file, name: file.name })),
      { isRequired: false },
    );
  };
  return (
    <Stack gap="xs">
      <Group>
        <FileButton onChange={add} accept="image/*,application/pdf" multiple>
          {(props) => (
            <Button {...props} variant="default" data-testid="appraisal-scan">
              {t('appraisal.sign.scan')}
            </Button>
          )}
        </FileButton>
        <Text data-testid="appraisal-sheets">
          {page.sheets.length === 0
            ? t('appraisal.sign.noSheet')
            : page.sheets.map(({ name }) => name).join(t('separator'))}
        </Text>
      </Group>
      {uploads.map((upload) => (
        <UploadRow key={upload.id} upload={upload} />
      ))}
    </Stack>
  );
}
