/** Every version of a matter with the days it holds; one of them is read below. */
import { Badge, Button, Group, Table, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { matterInForce, versionSpans, type VersionSpan } from '#shared/kinds/matter/in-force.ts';
import { addDays, getPlainDate } from '#shared/time/plain-date.ts';
import { textOf } from '../../fields/values.ts';

export type VersionState = 'now' | 'coming' | 'earlier';

export const versionId = (version: JsonObject): string => textOf(version['versionId']);

const stateOf = ({ version, from }: VersionSpan, row: JsonObject, today: string): VersionState => {
  const held = matterInForce(row, today);
  if (held !== undefined && versionId(held) === versionId(version)) return 'now';
  return from > today ? 'coming' : 'earlier';
};

interface VersionListProps {
  readonly row: JsonObject;
  readonly today: string;
  /** `versionId` of the one that is read. */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

const colors = { now: 'green.9', coming: 'orange.9', earlier: 'gray.7' } as const;

export function VersionList({ row, today, chosen, onChoose }: VersionListProps) {
  const { t } = useTranslation('cases');
  return (
    <section aria-labelledby="matter-versions">
      <Title order={2} id="matter-versions" mb="xs">
        {t('matters.versions')}
      </Title>
      <Table verticalSpacing={4} withTableBorder data-testid="matter-versions">
        <Table.Tbody>
          {versionSpans(row).map((span) => {
            const id = versionId(span.version);
            const state = stateOf(span, row, today);
            return (
              <Table.Tr key={id} data-version={textOf(span.version['version'])}>
                <Table.Td w="14rem">
                  <Button
                    size="compact-sm"
                    variant={id === chosen ? 'filled' : 'subtle'}
                    aria-pressed={id === chosen}
                    onClick={() => {
                      onChoose(id);
                    }}
                  >
                    {t('matters.version', { version: textOf(span.version['version']) })}
                  </Button>
                </Table.Td>
                <Table.Td>
                  <Group gap="sm">
                    <Badge color={colors[state]} tt="none">
                      {t(`matters.state.${state}`)}
                    </Badge>
                    <Span {...span} />
                  </Group>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** The last day is the one before another begins. */
function Span({ from, until }: Omit<VersionSpan, 'version'>) {
  const { t } = useTranslation('cases');
  const begin = from === '' ? t('matters.fromBegin') : from;
  if (until === null) return t('matters.span', { from: begin });
  if (until === from) return t('matters.neverHeld');
  return t('matters.spanUntil', { from: begin, until: addDays(getPlainDate(until), -1) });
}
