/** A file of wordings: what it would change and what does not fit, row by row; it is taken whole or not at all. */
import { Alert, Button, FileButton, Group, Paper, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { paperName } from '../fields/kind-words.ts';
import { Faults } from './Faults.tsx';
import { firstWhen, FromWhen, type When } from './FromWhen.tsx';

export function TakeFile() {
  const { t } = useTranslation('cases');
  const [text, setText] = useState<string>();
  const [taken, setTaken] = useState<{ readonly papers: number; readonly isAsked: boolean }>();
  const choose = async (file: File | null) => {
    if (file === null) return;
    setTaken(undefined);
    setText(await file.text());
  };
  return (
    <Stack gap="xs">
      <Group>
        <FileButton
          accept=".json,application/json"
          onChange={(file) => void choose(file)}
          inputProps={{ name: 'wordings' }}
        >
          {(props) => (
            <Button variant="default" {...props}>
              {t('wording.import')}
            </Button>
          )}
        </FileButton>
      </Group>
      {text !== undefined && (
        <Looked
          key={text}
          text={text}
          onTaken={(answer) => {
            setTaken(answer);
            setText(undefined);
          }}
        />
      )}
      {taken && (
        <Alert color="green" variant="light" role="status" data-testid="wordings-taken">
          {t(taken.isAsked ? 'wording.asked' : 'wording.taken', { count: taken.papers })}
        </Alert>
      )}
    </Stack>
  );
}

interface LookedProps {
  readonly text: string;
  readonly onTaken: (taken: { readonly papers: number; readonly isAsked: boolean }) => void;
}

function Looked({ text, onTaken }: LookedProps) {
  const { t } = useTranslation('cases');
  const read = useAnswer(['wording.readFile', text], () => desk.wording.readFile({ text }));
  const [when, setWhen] = useState<When>(firstWhen);
  const take = useAct((act: string, input: When) => desk.wording.takeFile({ act, text, ...input }));
  if (read.data === undefined) return <RefusalNote refusal={read.refusal} />;
  const { papers, faults } = read.data;
  return (
    <Paper withBorder p="md" maw={860}>
      <Stack gap="sm">
        <Text>{t('wording.fileSays', { names: papers.map(({ paper }) => paperName(paper)).join('、') })}</Text>
        {faults.length > 0 && (
          <Table data-testid="wording-faults">
            <Table.Tbody>
              {faults.map((fault) => (
                <Table.Tr key={`${fault.paper} ${fault.passage} ${fault.code}`}>
                  <Table.Td>{paperName(fault.paper)}</Table.Td>
                  <Table.Td>
                    <Faults faults={[fault]} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        <FromWhen when={when} onChange={setWhen} />
        <RefusalNote refusal={take.refusal} />
        <Group>
          <Button
            disabled={faults.length > 0 || papers.length === 0 || when.reason.trim() === ''}
            loading={take.isBusy}
            onClick={() =>
              void take.run(when).then((answer) => {
                if (answer?.ok) onTaken(answer.value);
              })
            }
          >
            {t('wording.take')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
