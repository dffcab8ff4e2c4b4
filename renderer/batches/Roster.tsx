/** 花名册 of a batch in the upper template: looked at (a look that is written down), then exported (so is that). */
import { Button, Modal, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { SaveByProgram } from '../app/SaveByProgram.tsx';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
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
  const width = Math.max(...rows.map((row) => row.length));
  return (
    <Stack gap="sm" data-testid="roster">
      {unknown.length > 0 && (
        <Text c="var(--tongban-warn)">{t('batch.rosterUnknown', { tags: unknown.join(t('separator')) })}</Text>
      )}
      {texts.length > rows.length && <Text c="dimmed">{t('batch.rosterShown', { count: mostShown })}</Text>}
      <ScrollArea>
        <Table withColumnBorders withTableBorder verticalSpacing={2} fz="sm">
          <Table.Tbody>
            {rows.map((row, at) => (
              <RosterRow key={at} row={row} width={width} isHead={at < from} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Stack>
  );
}

interface RosterRowProps {
  readonly row: readonly string[];
  readonly width: number;
  readonly isHead: boolean;
}

/** A title stands in one merged cell and is drawn over the whole width. */
function RosterRow({ row, width, isHead }: RosterRowProps) {
  const isTitle = row.filter((text) => text !== '').length === 1;
  const nowrap = { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' } as const;
  if (isTitle)
    return (
      <Table.Tr>
        <Table.Td colSpan={width} fw={600}>
          {row.find((text) => text !== '')}
        </Table.Td>
      </Table.Tr>
    );
  return (
    <Table.Tr>
      {Array.from({ length: width }, (_, at) => (
        <Table.Td key={at} style={nowrap} fw={isHead ? 600 : 400}>
          {row[at] ?? ''}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
