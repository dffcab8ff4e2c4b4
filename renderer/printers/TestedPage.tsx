import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterDraft, PrinterLanguage } from '#shared/contract/printers.ts';
import type { desk } from '../client/desk.ts';
import { usePrintReason } from '../papers/print-reason.ts';
import { otherLanguages } from './draft.ts';

export type Tested = Extract<Awaited<ReturnType<typeof desk.printer.test>>, { readonly ok: true }>['value'];

interface TestedPageProps {
  readonly draft: PrinterDraft;
  readonly tested: Tested;
  readonly isBusy: boolean;
  readonly onGood: () => void;
  readonly onOther: (speaks: PrinterLanguage) => void;
}

/** 「出来了吗？清楚吗？」: what the way says became of the page, and what the person at the printer sees. */
export function TestedPage({ draft, tested, isBusy, onGood, onOther }: TestedPageProps) {
  const { t } = useTranslation('screens');
  const reason = usePrintReason();
  const good = useRef<HTMLButtonElement>(null);
  const hasFailed = tested.fate === 'failed';
  useEffect(() => {
    if (!hasFailed) good.current?.focus();
  }, [hasFailed]);
  const isTold = tested.state !== 'ready' && tested.state !== 'unknown';
  return (
    <Stack gap="sm" data-tested={tested.fate}>
      {hasFailed && (
        <Alert color="red" variant="light" role="status">
          {t('printers.failed', { reason: reason(tested.reason) })}
        </Alert>
      )}
      {!hasFailed && isTold && (
        <Alert color="orange" variant="light" role="status">
          {t(`printers.state.${tested.state}`)}
        </Alert>
      )}
      {!hasFailed && (
        <>
          <Text fw={600}>{t('printers.ask')}</Text>
          <Text size="sm" c="dimmed">
            {t('printers.look')}
          </Text>
          <Group>
            <Button ref={good} loading={isBusy} onClick={onGood} data-testid="test-good">
              {t('printers.good')}
            </Button>
            {otherLanguages(draft).map((speaks) => (
              <Button
                key={speaks}
                variant="default"
                disabled={isBusy}
                onClick={() => {
                  onOther(speaks);
                }}
              >
                {t(`printers.instead.${speaks}`)}
              </Button>
            ))}
          </Group>
        </>
      )}
    </Stack>
  );
}
