import { Button, Group, NumberInput, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { printerWaySchema, type PrinterWay } from '#shared/contract/printers.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { usualPort } from './draft.ts';
import { useWayText } from './WayText.tsx';

const network = 'network';

interface FindPrinterProps {
  /** What was chosen before somebody came back. */
  readonly before?: PrinterWay;
  readonly onFound: (way: PrinterWay, title: string) => void;
  readonly onCancel: () => void;
}

/** What this computer has, and one in the network by its address: nothing there is tried by itself. */
export function FindPrinter({ before, onFound, onCancel }: FindPrinterProps) {
  const { t } = useTranslation('screens');
  const wayText = useWayText();
  const found = useAnswer(['printer.find'], () => desk.printer.find({}));
  const [chosen, setChosen] = useState(network);
  const [host, setHost] = useState(before?.by === network ? before.host : '');
  const [port, setPort] = useState<number | string>(before?.by === network ? before.port : usualPort);
  const [isWrong, setWrong] = useState(false);
  const goOn = (): void => {
    const one = found.data?.found[Number(chosen)];
    if (chosen !== network && one !== undefined) {
      onFound(one.way, one.title === '' ? wayText(one.way) : one.title);
      return;
    }
    const way = printerWaySchema.safeParse({ by: 'network', host: host.trim(), port });
    setWrong(!way.success);
    if (way.success) onFound(way.data, t('printers.usualTitle'));
  };
  return (
    <form
      onKeyDown={enterToNext}
      onSubmit={(event) => {
        event.preventDefault();
        goOn();
      }}
    >
      <Stack gap="sm">
        <Answered answer={found}>
          {(data) => (
            <Radio.Group name="found" value={chosen} onChange={setChosen} label={t('printers.which')}>
              <Stack gap="xs" mt="xs">
                {data.found.map(({ way, title }, index) => (
                  <Radio
                    key={wayText(way)}
                    value={String(index)}
                    label={title === '' ? wayText(way) : `${title}（${wayText(way)}）`}
                  />
                ))}
                <Radio value={network} label={t('printers.byAddress')} />
              </Stack>
            </Radio.Group>
          )}
        </Answered>
        {found.data?.found[Number(chosen)]?.way.by === 'browser' && (
          <Text size="sm" c="dimmed" data-testid="browser-hint">
            {t(
              found.data.found.some(({ way }) => way.by === 'cups') ? 'printers.queueIsBetter' : 'printers.browserHint',
            )}
          </Text>
        )}
        {chosen === network && (
          <>
            <Group align="start">
              <TextInput
                name="host"
                label={t('printers.host')}
                placeholder="192.168.1.50"
                data-autofocus
                autoFocus
                value={host}
                error={isWrong ? t('printers.hostWrong') : undefined}
                onChange={({ currentTarget }) => {
                  setHost(currentTarget.value);
                }}
              />
              <NumberInput
                name="port"
                label={t('printers.port')}
                w={120}
                hideControls
                allowDecimal={false}
                min={1}
                max={65_535}
                value={port}
                onChange={setPort}
              />
            </Group>
            <Text size="sm" c="dimmed">
              {t('printers.hostHint')}
            </Text>
          </>
        )}
        <Group>
          <Button type="submit">{t('printers.next')}</Button>
          <Button variant="default" onClick={onCancel}>
            {t('printers.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
