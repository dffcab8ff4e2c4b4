/** 取消鉴定: as long as nothing was carried out; the files are due as before. */
import { Button, Group, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';

export function CancelForm({ stream }: { readonly stream: string }) {
  const { t } = useTranslation('cases');
  const [note, setNote] = useState('');
  const act = useAct((id, typed: string) => desk.appraisal.cancel({ act: id, stream, note: typed }));
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (note.trim() !== '' && (await act.run(note.trim()))?.ok === true) askAgain();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Group align="flex-end">
        <TextInput
          w={320}
          name="cancelNote"
          maxLength={1000}
          label={t('appraisal.cancel.why')}
          value={note}
          onChange={(event) => {
            setNote(event.currentTarget.value);
          }}
        />
        <Button type="submit" variant="default" disabled={note.trim() === ''} loading={act.isBusy}>
          {t('appraisal.cancel.submit')}
        </Button>
        <RefusalNote refusal={act.refusal} />
      </Group>
    </form>
  );
}
