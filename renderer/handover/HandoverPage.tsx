/** One hand-over: what is in it, what became of it, and what this person may say to it. */
import { Alert, Badge, Group, Stack, Table, Text } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { HandoverPage as Page } from '#shared/contract/work-handover.ts';
import { useDates } from '../app/dates.ts';
import { useWho } from '../app/who.ts';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { CaseCells, caseColumns } from './CaseCells.tsx';
import { HandoverActs } from './HandoverActs.tsx';
import { Period } from './HandoversPage.tsx';
import { HandoverFrame } from './HandoverFrame.tsx';

const route = getRouteApi('/shell/work-handovers/$stream');

export function HandoverPage() {
  const { t } = useTranslation('cases');
  const { stream } = route.useParams();
  const answer = useAnswer(['workHandover.page', stream], () => desk.workHandover.page({ stream }), {
    keepsLast: true,
  });
  return (
    <HandoverFrame title={t('workHandover.title')}>
      <Answered answer={answer}>{(page) => <One key={page.stream} page={page} />}</Answered>
    </HandoverFrame>
  );
}

function One({ page }: { readonly page: Page }) {
  const { t } = useTranslation('cases');
  const { note, drafts, hidden, refusal, rows } = page;
  const stayed = rows.filter((row) => row.stayed !== '').length;
  return (
    <Stack gap="sm" data-testid="handover-page" data-status={page.status}>
      <Head page={page} />
      <Text fw={600} role="status">
        {t(`workHandover.says.${page.status}`)}
      </Text>
      {refusal !== '' && (
        <Alert color="orange" variant="light">
          {t('workHandover.refusedFor', { refusal })}
        </Alert>
      )}
      {stayed > 0 && (
        <Alert color="orange" variant="light" data-testid="handover-stayed">
          {t('workHandover.stayed', { count: stayed })}
        </Alert>
      )}
      <HandoverActs page={page} />
      {note !== '' && <Text style={{ whiteSpace: 'pre-wrap' }}>{t('workHandover.noteSays', { note })}</Text>}
      {drafts > 0 && <Text>{t('workHandover.draftsStay', { count: drafts })}</Text>}
      {hidden > 0 && <Text>{t('workHandover.hidden', { count: hidden })}</Text>}
      {rows.length > 0 && <Rows page={page} />}
    </Stack>
  );
}

function Head({ page }: { readonly page: Page }) {
  const { t } = useTranslation('cases');
  const words = useKindWords('workHandover');
  const who = useWho();
  const { moment } = useDates();
  const { number, status, giverName, receiverName, byName, why, at, endedAt } = page;
  return (
    <>
      <Group>
        <Text fw={700} fz="lg">
          {number}
        </Text>
        <Badge size="lg" radius="sm" tt="none" variant={status === 'given' ? 'filled' : 'default'}>
          {words.status(status)}
        </Badge>
        <Text fw={600}>{t('workHandover.fromTo', { from: who(giverName), to: who(receiverName) })}</Text>
        <Text>
          {words.value('why', why)} · <Period line={page} />
        </Text>
      </Group>
      <Text size="sm" c="dimmed">
        {t('workHandover.madeOut', { by: who(byName), at: moment(at) })}
        {endedAt !== null && ` · ${words.status(status)} ${moment(endedAt)}`}
      </Text>
    </>
  );
}

function Rows({ page: { rows } }: { readonly page: Page }) {
  const { t } = useTranslation('cases');
  return (
    <Table data-testid="handover-cases">
      <Table.Thead>
        <Table.Tr>
          {[...caseColumns, 'note' as const].map((column) => (
            <Table.Th key={column}>{t(`workHandover.column.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.line.stream} data-row={row.line.stream} data-stayed={row.stayed}>
            <CaseCells row={row} />
            <Table.Td>
              {row.stayed !== '' && (
                <Text size="sm" fw={600}>
                  {t(`workHandover.stays.${row.stayed}`)}
                </Text>
              )}
              {row.note}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
