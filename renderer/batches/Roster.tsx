/** 花名册 of a batch in the upper template: looked at (a look that is written down), then exported (so is that). */
import { Button, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { SaveByProgram } from '../app/SaveByProgram.tsx';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { SheetTable } from '../papers/SheetTable.tsx';
import { download } from '../registry/catalogue/save-file.ts';

interface RosterProps {
  readonly stream: string;
  /** Of the batch: for the name of the file. */
  readonly number: string;
  readonly form: string;
}

type Filled = Extract<Awaited<ReturnType<typeof desk.batch.roster>>, { readonly ok: true }>['value'];

export function Roster({ stream, number, form }: RosterProps) {
  const { t } = useTranslation('cases');
  const { may, status } = usePerson();
  const [look] = useState(newActId);
  const [filled, setFilled] = useState<Filled>();
  const [refusal, setRefusal] = useState<DeskRefusal>();
  if (!may('case.reveal')) return null;
  const open = async () => {
    const answer = await answerOf(() => desk.batch.roster({ stream, form, look }));
    setRefusal(answer.ok ? undefined : answer.refusal);
    if (answer.ok) setFilled(answer.value);
  };
  const name = `${form} ${number}`;
  return (
    <>
      <Button variant="default" onClick={() => void open()} data-testid="roster-look">
        {t('batch.rosterLook', { name: form })}
      </Button>
      <SaveByProgram
        variant="default"
        label={t('batch.rosterSave', { name: form })}
        saved={t('batch.rosterSaved')}
        save={() =>
          status.printing === 'electron'
            ? desk.batch.saveRoster({ stream, form, name })
            : download(`${name}.xlsx`, () => desk.batch.rosterFile({ act: newActId(), stream, form }))
        }
      />
      <RefusalNote refusal={refusal} />
      {filled && (
        <Modal
          opened
          size="95%"
          title={name}
          onClose={() => {
            setFilled(undefined);
          }}
        >
          <Preview filled={filled} />
        </Modal>
      )}
    </>
  );
}

/** Drawn of a long one; all of it is exported. */
const mostShown = 100;

function Preview({ filled: { texts, from, unknown } }: { readonly filled: Filled }) {
  const { t } = useTranslation('cases');
  const rows = texts.slice(0, from + mostShown);
  return (
    <Stack gap="sm" data-testid="roster">
      {unknown.length > 0 && (
        <Text c="var(--tongban-warn)">{t('batch.rosterUnknown', { tags: unknown.join(t('separator')) })}</Text>
      )}
      {texts.length > rows.length && <Text c="dimmed">{t('batch.rosterShown', { count: mostShown })}</Text>}
      <SheetTable texts={rows} from={from} />
    </Stack>
  );
}
