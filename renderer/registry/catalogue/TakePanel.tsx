/** 导入: from which day, under which name, and only then. */
import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CatalogueSummary } from '#shared/contract/catalogue.ts';
import { isPlainDate } from '#shared/time/plain-date.ts';
import { RefusalNote } from '../../app/RefusalNote.tsx';
import { desk } from '../../client/desk.ts';
import { useAct } from '../../client/use-act.ts';
import { today } from '../../fields/today.ts';

export interface Taken {
  readonly published: number;
  readonly revised: number;
  readonly retired: number;
  readonly left: number;
  readonly isAsked: boolean;
}

interface TakePanelProps {
  readonly file: string;
  readonly summary: CatalogueSummary;
  readonly retire: readonly string[];
  readonly onTaken: (taken: Taken) => void;
  readonly onAgain: () => void;
}

interface Input {
  readonly effectiveFrom: string;
  readonly version: string;
  readonly retire: string[];
}

export function TakePanel({ file, summary, retire, onTaken, onAgain }: TakePanelProps) {
  const { t } = useTranslation('cases');
  const [effectiveFrom, setFrom] = useState<string>(today);
  const [version, setVersion] = useState<string>(today);
  const take = useAct((act: string, input: Input) => desk.catalogue.take({ act, file, ...input }));
  const { fits } = summary;
  const left = summary.new + summary.changed - fits;
  // What does not fit goes first; only the last of several acts retires.
  const going = left > 0 ? 0 : retire.length;
  const isReady = isPlainDate(effectiveFrom) && version.trim() !== '';
  if (fits + retire.length === 0) return <Text>{t('catalogue.nothing')}</Text>;
  const submit = () =>
    void take.run({ effectiveFrom, version: version.trim(), retire: [...retire] }).then((answer) => {
      if (answer?.ok) onTaken(answer.value);
    });
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <NamingFields {...{ effectiveFrom, version, setFrom, setVersion }} />
        {left > 0 && <Text>{t('catalogue.inParts', { count: left })}</Text>}
        <RefusalNote refusal={take.refusal} />
        <Group>
          <Button disabled={!isReady} loading={take.isBusy} onClick={submit} data-testid="take-catalogue">
            {going > 0
              ? t('catalogue.takeRetire', { count: fits, retire: going })
              : t('catalogue.take', { count: fits })}
          </Button>
          {take.refusal !== undefined && (
            <Button variant="default" onClick={onAgain}>
              {t('catalogue.again')}
            </Button>
          )}
        </Group>
      </Stack>
    </Paper>
  );
}

interface NamingFieldsProps {
  readonly effectiveFrom: string;
  readonly version: string;
  readonly setFrom: (day: string) => void;
  readonly setVersion: (name: string) => void;
}

/** From which day the new versions hold, and what they are called. */
function NamingFields({ effectiveFrom, version, setFrom, setVersion }: NamingFieldsProps) {
  const { t } = useTranslation('cases');
  return (
    <Group align="flex-start">
      <TextInput
        type="date"
        name="effectiveFrom"
        label={t('catalogue.effectiveFrom')}
        w={200}
        value={effectiveFrom}
        onChange={(event) => {
          setFrom(event.currentTarget.value);
        }}
      />
      <TextInput
        name="version"
        label={t('catalogue.version')}
        w={260}
        value={version}
        onChange={(event) => {
          setVersion(event.currentTarget.value);
        }}
      />
      <Stack gap={0} mt={28} style={{ flex: 1 }}>
        <Text size="sm" c="dimmed">
          {t('catalogue.effectiveHint')}
        </Text>
        <Text size="sm" c="dimmed">
          {t('catalogue.versionHint')}
        </Text>
      </Stack>
    </Group>
  );
}
