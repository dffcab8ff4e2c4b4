/** 文书用语: every paper, whether it is in own words and since when; the whole goes out and comes in as a file. */
import { Badge, Button, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { papers } from '#shared/documents/papers.ts';
import { passagesOf } from '#shared/documents/wording.ts';
import { AnchorLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { saveOutside } from '../attachments/read-whole.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { paperName } from '../fields/kind-words.ts';
import { RegistryFrame } from '../registry/RegistryFrame.tsx';
import { TakeFile } from './TakeFile.tsx';

export function WordingsPage() {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const listed = useAnswer(['wording.list'], () => desk.wording.list({}));
  return (
    <RegistryFrame title={t('wording.title')} actions={<ExportButton />}>
      <Text c="dimmed">{t('wording.what')}</Text>
      {may('registry.write') && <TakeFile />}
      <Answered answer={listed}>{({ papers: worded }) => <Papers worded={worded} />}</Answered>
    </RegistryFrame>
  );
}

type Worded = Extract<Awaited<ReturnType<typeof desk.wording.list>>, { readonly ok: true }>['value']['papers'];

function Papers({ worded }: { readonly worded: Worded }) {
  const { t } = useTranslation('cases');
  return (
    <Table striped withTableBorder verticalSpacing={6} data-testid="wordings">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('wording.paper')}</Table.Th>
          <Table.Th>{t('wording.passages')}</Table.Th>
          <Table.Th>{t('wording.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {papers.map((paper) => (
          <Table.Tr key={paper.paper} data-paper={paper.paper}>
            <Table.Td>
              {paper.fixedBy === undefined ? (
                <AnchorLink to="/wordings/$paper" params={{ paper: paper.paper }} fw={600}>
                  {paperName(paper.paper)}
                </AnchorLink>
              ) : (
                paperName(paper.paper)
              )}
            </Table.Td>
            <Table.Td>{paper.fixedBy === undefined ? passagesOf(paper).length : ''}</Table.Td>
            <Table.Td>
              {paper.fixedBy === undefined ? (
                <State of={worded.find((one) => one.paper === paper.paper)} />
              ) : (
                <Text size="sm" c="dimmed">
                  {t('wording.fixed', { why: paper.fixedBy })}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function State({ of: one }: { readonly of: Worded[number] | undefined }) {
  const { t } = useTranslation('cases');
  const coming = one?.coming ?? null;
  return (
    <Stack gap={2} align="flex-start">
      {one === undefined || one.passages === 0 ? (
        <Text size="sm">{t('wording.usual')}</Text>
      ) : (
        <Badge variant="light" tt="none">
          {t('wording.own', { count: one.passages, since: one.since })}
        </Badge>
      )}
      {coming !== null && <Text size="sm">{t('wording.coming', { day: coming })}</Text>}
    </Stack>
  );
}

function ExportButton() {
  const { t } = useTranslation('cases');
  const { printing } = usePerson().status;
  const name = t('wording.fileName');
  const leave = useAct(async (_act: string, _input: Record<string, never>) => {
    if (printing === 'electron') return desk.wording.save({ name });
    const answer = await desk.wording.export({});
    if (!answer.ok) return answer;
    saveOutside(new Blob([answer.value.text], { type: 'application/json' }), `${name}.json`);
    return { ok: true as const, value: { saved: true } };
  });
  return (
    <Stack gap={4}>
      <Button variant="default" loading={leave.isBusy} onClick={() => void leave.run({})}>
        {t('wording.export')}
      </Button>
      <RefusalNote refusal={leave.refusal} />
    </Stack>
  );
}
