/** What hangs together with somebody: the households they belong to, and the cases they stand in, masked. */
import { Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseLine } from '#shared/contract/case.ts';
import type { HouseholdLine } from '#shared/contract/party.ts';
import { beijingDate, type Instant } from '#shared/time/instant.ts';
import { AnchorLink } from '../app/links.tsx';
import { NumberText } from '../cases/NumberText.tsx';
import { kindWords } from '../fields/kind-words.ts';
import { findWord } from '../app/words.ts';

export function HouseholdsPanel({
  households,
  isOwn,
}: {
  readonly households: readonly HouseholdLine[];
  readonly isOwn: boolean;
}) {
  const { t } = useTranslation('cases');
  if (households.length === 0) return null;
  return (
    <Paper withBorder p="md" data-testid="households">
      <Title order={2} mb="xs">
        {t(isOwn ? 'people.members' : 'people.households')}
      </Title>
      <Stack gap="xs">
        {households.map((household) => (
          <Stack key={household.party} gap={2} data-household={household.party}>
            {!isOwn && (
              <AnchorLink to="/people/$party" params={{ party: household.party }} inherit>
                {t('people.headOf', { name: household.head, count: household.members.length })}
              </AnchorLink>
            )}
            {household.members.map(({ party, name, relation }, at) => (
              <Group key={`${party} ${String(at)}`} gap="sm">
                <Text c="dimmed" w={96}>
                  {at === 0 ? t('people.head') : relation}
                </Text>
                {party === '' ? (
                  <Text>{name}</Text>
                ) : (
                  <AnchorLink to="/people/$party" params={{ party }} inherit>
                    {name}
                  </AnchorLink>
                )}
              </Group>
            ))}
          </Stack>
        ))}
      </Stack>
    </Paper>
  );
}

interface CasesPanelProps {
  readonly cases: readonly { readonly line: CaseLine; readonly role: string; readonly who: string }[];
  /** Of several people: whose case it is. */
  readonly hasNames: boolean;
}

/** As many as the desk tells of at once. */
const most = 100;

export function CasesPanel({ cases, hasNames }: CasesPanelProps) {
  const { t } = useTranslation('cases');
  return (
    <Paper withBorder p="md" data-testid="party-cases">
      <Title order={2} mb="xs">
        {t('people.cases')}
      </Title>
      {cases.length === 0 ? (
        <Text c="dimmed">{t('people.noCases')}</Text>
      ) : (
        <Table>
          <Table.Tbody>
            {cases.map(({ line, role, who }) => (
              <Table.Tr key={`${line.stream} ${role} ${who}`}>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{beijingDate(line.beganOn as Instant)}</Table.Td>
                <Table.Td>
                  <AnchorLink to="/cases/$stream" params={{ stream: line.stream }} inherit>
                    {kindWords(line.kind).title(line.title)}
                  </AnchorLink>
                  <Text size="sm" c="dimmed">
                    {[hasNames ? who : '', roleWord(role)].filter((text) => text !== '').join(' · ')}
                  </Text>
                </Table.Td>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  {line.voided === '' ? kindWords(line.kind).status(line.status) : t('mark.voided')}
                  <br />
                  <NumberText number={line.number} size="sm" />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {cases.length >= most && (
        <Text size="sm" c="dimmed">
          {t('people.lastCases', { count: most })}
        </Text>
      )}
    </Paper>
  );
}

const roleWord = (role: string): string => findWord('cases', `people.role.${role}`) ?? '';
