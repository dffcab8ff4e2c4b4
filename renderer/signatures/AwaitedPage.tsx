/** 待回收: papers that somebody has still to sign, the oldest first; and the stack that brings them back. */
import { Badge, Button, Group, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AwaitedLine } from '#shared/contract/signature.ts';
import { useDates } from '../app/dates.ts';
import { usePerson } from '../app/person.ts';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { paperName } from '../fields/kind-words.ts';
import { PadDialog } from './PadDialog.tsx';
import { ScanBack } from './ScanBack.tsx';
import { walkLines } from './walk-lines.ts';
import { CaseLink } from '../cases/CaseLink.tsx';

export function AwaitedPage() {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const [typed, setTyped] = useState('');
  const [signing, setSigning] = useState<AwaitedLine>();
  const list = useAnswer(['signature.awaited'], () => desk.signature.awaited({}), { keepsLast: true });
  return (
    <Stack gap="md">
      <Title order={1}>{t('awaited.title')}</Title>
      {may('case.handle') && <ScanBack />}
      <Stack gap="md" onKeyDown={walkLines}>
        <TextInput
          label={t('awaited.filter')}
          name="filter"
          maw={420}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
        <Answered answer={list}>
          {({ lines, isMore }) => {
            const shown = lines.filter((line) => fits(line, typed));
            return (
              <>
                <Text size="sm" role="status" data-testid="awaited-says">
                  {t('awaited.says', { count: shown.length })}
                </Text>
                {shown.length > 0 && <Lines lines={shown} onSign={may('case.handle') ? setSigning : undefined} />}
                {isMore && <Text c="dimmed">{t('awaited.more')}</Text>}
              </>
            );
          }}
        </Answered>
      </Stack>
      {signing !== undefined && (
        <PadDialog
          key={signing.paper}
          stream={signing.stream}
          paper={signing.paper}
          spec={signing.spec}
          onClose={() => {
            setSigning(undefined);
          }}
        />
      )}
    </Stack>
  );
}

/** Numbers are shown in groups and typed so. */
const plain = (text: string): string => text.replaceAll(/\s/gu, '').toUpperCase();
const fits = ({ number, petitioner, title, spec }: AwaitedLine, typed: string): boolean =>
  [number, petitioner, title, paperName(spec)].some((text) => plain(text).includes(plain(typed)));

interface LinesProps {
  readonly lines: readonly AwaitedLine[];
  readonly onSign: ((line: AwaitedLine) => void) | undefined;
}

function Lines({ lines, onSign }: LinesProps) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  return (
    <Table striped verticalSpacing="xs" data-testid="awaited-lines">
      <Table.Thead>
        <Table.Tr>
          {(['number', 'paper', 'petitioner', 'title', 'since', 'who', 'sign'] as const).map((column) => (
            <Table.Th key={column}>{t(`awaited.column.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={line.paper} data-line data-awaited={line.spec} data-stream={line.stream}>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              <CaseLink stream={line.stream} number={line.number} />
            </Table.Td>
            <Table.Td>{paperName(line.spec)}</Table.Td>
            <Table.Td>{line.petitioner}</Table.Td>
            <Table.Td>{line.title}</Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{day(line.since)}</Table.Td>
            <Table.Td>
              <Group gap={4}>
                {line.who.map((signer) => (
                  <Badge key={signer} variant="default" tt="none">
                    {t(`signer.${signer}`)}
                  </Badge>
                ))}
              </Group>
            </Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              {line.isHandOnly ? (
                <Text size="sm">{t('pad.byHandShort')}</Text>
              ) : (
                onSign && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => {
                      onSign(line);
                    }}
                  >
                    {t('pad.open')}
                  </Button>
                )
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
