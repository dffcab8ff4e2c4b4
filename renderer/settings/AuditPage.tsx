import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskClient } from '#shared/contract/index.ts';
import { useDates } from '../app/dates.ts';
import { useWho } from '../app/who.ts';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';

type ListAnswer = Awaited<ReturnType<DeskClient['audit']['list']>>;
type AuditEvent = Extract<ListAnswer, { ok: true }>['value']['events'][number];

const pageSize = 50;

/** Who looked at what, and who changed what about accounts, clock and data. Newest first; nothing here can be changed. */
export function AuditPage() {
  const { t } = useTranslation('screens');
  // Where each page visited began, so that one can go back.
  const [begins, setBegins] = useState<readonly number[]>([]);
  const before = begins.at(-1);
  const answer = useAnswer(['audit.list', before], () =>
    desk.audit.list({ limit: pageSize, ...(before === undefined ? {} : { before }) }),
  );
  return (
    <Stack>
      <Title order={1}>{t('settings.page.audit')}</Title>
      <Text c="dimmed">{t('audit.what')}</Text>
      <Answered answer={answer}>
        {({ events }) => (
          <>
            <AuditTable events={events} />
            <Group>
              <Button
                variant="default"
                disabled={begins.length === 0}
                onClick={() => {
                  setBegins(begins.slice(0, -1));
                }}
              >
                {t('audit.newer')}
              </Button>
              <Button
                variant="default"
                disabled={events.length < pageSize}
                onClick={() => {
                  setBegins([...begins, events.at(-1)?.seq ?? 1]);
                }}
              >
                {t('audit.older')}
              </Button>
            </Group>
          </>
        )}
      </Answered>
    </Stack>
  );
}

function AuditTable({ events }: { readonly events: readonly AuditEvent[] }) {
  const { t } = useTranslation('screens');
  const { moment } = useDates();
  const who = useWho();
  if (events.length === 0) return <Text c="dimmed">{t('audit.none')}</Text>;
  return (
    <Table verticalSpacing="xs" stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('audit.seq')}</Table.Th>
          <Table.Th scope="col">{t('audit.at')}</Table.Th>
          <Table.Th scope="col">{t('audit.by')}</Table.Th>
          <Table.Th scope="col">{t('audit.type')}</Table.Th>
          <Table.Th scope="col">{t('audit.data')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {events.map((event) => (
          <Table.Tr key={event.seq}>
            <Table.Td>{event.seq}</Table.Td>
            <Table.Td>{moment(event.at)}</Table.Td>
            <Table.Td>{who(event.byName)}</Table.Td>
            <Table.Td>{t(`audit.type.${event.type}`)}</Table.Td>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{dataText(event.data)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Ids and counts, as they are recorded: an auditor compares them with the record, so nothing is made pretty. */
const dataText = (data: AuditEvent['data']): string =>
  Object.entries(data)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('; ');
