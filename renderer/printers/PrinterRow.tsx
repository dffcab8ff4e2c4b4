import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PrinterOfDesk } from '#shared/contract/printers.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useWayText } from './WayText.tsx';

interface PrinterRowProps {
  readonly printer: PrinterOfDesk;
  readonly onChanged: () => void;
  readonly onSetUp: () => void;
}

/** One printer, what it understands, and how it says it is (缺纸, 盖子开着, 脱机). */
export function PrinterRow({ printer, onChanged, onSetUp }: PrinterRowProps) {
  const { t } = useTranslation('screens');
  const { may } = usePerson();
  const wayText = useWayText();
  const remove = useAct((_act, id: string) => desk.printer.remove({ id }));
  return (
    <Paper withBorder p="sm" data-printer={printer.title}>
      <Group justify="space-between">
        <Stack gap={2}>
          <Group gap="sm">
            <Text fw={600}>{printer.title}</Text>
            {may('paper.issue') && <PrinterState id={printer.id} />}
          </Group>
          <Text size="sm" c="dimmed">
            {[
              wayText(printer.way),
              t(`printers.speaks.${printer.speaks}`),
              ...printer.sizes.map((size) => t(`settings.slip.${size}`)),
            ].join(' · ')}
          </Text>
        </Stack>
        {may('desk.manage') && (
          <Group gap="xs">
            <Button size="sm" variant="default" onClick={onSetUp}>
              {t('printers.tryAgain')}
            </Button>
            <Button
              size="sm"
              variant="subtle"
              loading={remove.isBusy}
              onClick={() => void remove.run(printer.id).then(onChanged)}
            >
              {t('printers.remove')}
            </Button>
          </Group>
        )}
      </Group>
      <RefusalNote refusal={remove.refusal} />
    </Paper>
  );
}

const colors = { ready: 'green', paperOut: 'red', coverOpen: 'red', offline: 'red', unknown: 'gray' } as const;

function PrinterState({ id }: { readonly id: string }) {
  const { t } = useTranslation('screens');
  const { data } = useAnswer(['printer.state', id], () => desk.printer.state({ id }));
  return data === undefined ? null : (
    <Badge variant="light" color={colors[data.state]} tt="none" role="status">
      {t(`printers.state.${data.state}`)}
    </Badge>
  );
}
