import { Checkbox, Group, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WaitingRow } from '#shared/contract/arrival.ts';
import { showNumber } from '#shared/documents/facts.ts';
import { AnchorLink } from '../app/links.tsx';

interface OneRowProps {
  readonly row: WaitingRow;
  readonly index: number;
  /** As far as it was typed; undefined: not ticked. */
  readonly certificate: string | undefined;
  readonly onTick: (isTicked: boolean) => void;
  readonly onType: (typed: string) => void;
}

export function OneRow({ row, index, certificate, onTick, onType }: OneRowProps) {
  const { t } = useTranslation('cases');
  const { stream, number, petitioner, title, since } = row;
  const nth = { row: index + 1 };
  const isTicked = certificate !== undefined;
  return (
    <Group gap="sm" wrap="nowrap" mih={44} data-row={stream} data-ticked={isTicked}>
      <Checkbox
        aria-label={t('arrival.tick', nth)}
        checked={isTicked}
        onChange={(event) => {
          onTick(event.currentTarget.checked);
        }}
      />
      <Text w={80} fw={600}>
        {petitioner}
      </Text>
      <Text w={260} style={{ whiteSpace: 'nowrap' }}>
        <AnchorLink to="/cases/$stream" params={{ stream }}>
          {showNumber(number)}
        </AnchorLink>
      </Text>
      <Text style={{ flex: 1, minWidth: 0 }} truncate title={title}>
        {title}
      </Text>
      <Text w={160} size="sm" c="dimmed">
        {t('arrival.since', { day: since })}
      </Text>
      {isTicked ? (
        <TextInput
          w={240}
          aria-label={t('arrival.certificateOf', nth)}
          placeholder={t('arrival.certificate')}
          name={`certificate-${String(index)}`}
          value={certificate}
          onChange={(event) => {
            onType(event.currentTarget.value);
          }}
        />
      ) : (
        <Text w={240} />
      )}
    </Group>
  );
}
