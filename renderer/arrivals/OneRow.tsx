import { Checkbox, Table, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WaitingRow } from '#shared/contract/arrival.ts';
import { showNumber } from '#shared/documents/facts.ts';
import { AnchorLink } from '../app/links.tsx';
import type { LinePlace } from '../app/LongTable.tsx';

interface OneRowProps {
  readonly row: WaitingRow;
  readonly index: number;
  readonly place: LinePlace;
  /** As far as it was typed; undefined: not ticked. */
  readonly certificate: string | undefined;
  readonly onTick: (isTicked: boolean) => void;
  readonly onType: (typed: string) => void;
}

export function OneRow({ row, index, place, certificate, onTick, onType }: OneRowProps) {
  const { t } = useTranslation('cases');
  const { stream, number, petitioner, title, since } = row;
  const nth = { row: index + 1 };
  const isTicked = certificate !== undefined;
  return (
    <Table.Tr {...place} data-row={stream} data-ticked={isTicked}>
      <Table.Td>
        <Checkbox
          aria-label={t('arrival.tick', nth)}
          checked={isTicked}
          onChange={(event) => {
            onTick(event.currentTarget.checked);
          }}
        />
      </Table.Td>
      <Table.Td fw={600}>{petitioner}</Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <AnchorLink to="/cases/$stream" params={{ stream }}>
          {showNumber(number)}
        </AnchorLink>
      </Table.Td>
      <Table.Td>
        <Text truncate title={title}>
          {title}
        </Text>
      </Table.Td>
      <Table.Td c="dimmed">{since}</Table.Td>
      <Table.Td h={50}>
        {isTicked && (
          <TextInput
            aria-label={t('arrival.certificateOf', nth)}
            placeholder={t('arrival.certificate')}
            name={`certificate-${String(index)}`}
            value={certificate}
            onChange={(event) => {
              onType(event.currentTarget.value);
            }}
          />
        )}
      </Table.Td>
    </Table.Tr>
  );
}
