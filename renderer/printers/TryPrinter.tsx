import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languagesOf, printerLanguages, sizesFor, type PrinterDraft } from '#shared/contract/printers.ts';
import type { PaperSize } from '#shared/documents/blocks.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { isSlipPrinter, toggled, withLanguage } from './draft.ts';
import { TestedPage, type Tested } from './TestedPage.tsx';
import { useWayText } from './WayText.tsx';

interface TryPrinterProps {
  readonly id: string;
  readonly draft: PrinterDraft;
  readonly onChange: (draft: PrinterDraft) => void;
  readonly onEnd: () => void;
  readonly onBack: () => void;
}

/** Name, language and paper; a test page; and what somebody says of it. Nothing typed is lost when a page does not come out. */
export function TryPrinter({ id, draft, onChange, onEnd, onBack }: TryPrinterProps) {
  const { t } = useTranslation('screens');
  const wayText = useWayText();
  const [tested, setTested] = useState<Tested>();
  const test = useAct((_act, printer: PrinterDraft) =>
    desk.printer.test({ printer, size: printer.sizes[0] ?? '80mm' }),
  );
  const keep = useAct((_act, printer: PrinterDraft) => keepPrinter(id, printer));
  const tryIt = async (printer: PrinterDraft): Promise<void> => {
    onChange(printer);
    setTested(undefined);
    const answer = await test.run(printer);
    if (answer?.ok) setTested(answer.value);
  };
  const keepIt = async (): Promise<void> => {
    const tells = tested?.state !== undefined && tested.state !== 'unknown';
    const answer = await keep.run({ ...draft, tells });
    if (answer?.ok) onEnd();
  };
  const isWhole = draft.title.trim() !== '' && draft.sizes.length > 0;
  return (
    <Stack gap="sm">
      <Text c="dimmed">{wayText(draft.way)}</Text>
      <form
        onKeyDown={enterToNext}
        onSubmit={(event) => {
          event.preventDefault();
          if (isWhole) void tryIt(draft);
        }}
      >
        <Stack gap="sm">
          <Described draft={draft} onChange={onChange} />
          <Group>
            <Button type="submit" loading={test.isBusy} disabled={!isWhole} data-testid="test-page">
              {t('printers.testPage')}
            </Button>
            <Button variant="default" onClick={onBack}>
              {t('printers.back')}
            </Button>
            <Button variant="default" onClick={onEnd}>
              {t('printers.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
      {test.isBusy && <Alert role="status">{t('printers.testing')}</Alert>}
      <RefusalNote refusal={test.refusal ?? keep.refusal} />
      {tested !== undefined && (
        <TestedPage
          draft={draft}
          tested={tested}
          isBusy={keep.isBusy || test.isBusy}
          onGood={() => void keepIt()}
          onOther={(speaks) => void tryIt(withLanguage(draft, speaks))}
        />
      )}
    </Stack>
  );
}

function Described({ draft, onChange }: Pick<TryPrinterProps, 'draft' | 'onChange'>) {
  const { t } = useTranslation('screens');
  const languages = languagesOf(draft.way);
  return (
    <>
      <Group align="start">
        <TextInput
          name="title"
          label={t('printers.title')}
          autoFocus
          maxLength={60}
          value={draft.title}
          onChange={({ currentTarget }) => {
            onChange({ ...draft, title: currentTarget.value });
          }}
        />
        <NativeSelect
          name="speaks"
          label={t('printers.kind')}
          value={draft.speaks}
          onChange={({ currentTarget }) => {
            const speaks = printerLanguages.find((one) => one === currentTarget.value);
            if (speaks) onChange(withLanguage(draft, speaks));
          }}
          data={languages.map((value) => ({ value, label: t(`printers.speaks.${value}`) }))}
        />
      </Group>
      {isSlipPrinter(draft) && (
        <Checkbox
          name="cut"
          label={t('printers.cut')}
          checked={draft.cut}
          onChange={({ currentTarget }) => {
            onChange({ ...draft, cut: currentTarget.checked });
          }}
        />
      )}
      {sizesFor(draft.speaks).length > 1 && (
        <Sizes
          draft={draft}
          onToggle={(size, isOn) => {
            onChange({ ...draft, sizes: toggled(draft.sizes, size, isOn) });
          }}
        />
      )}
    </>
  );
}

interface SizesProps {
  readonly draft: PrinterDraft;
  readonly onToggle: (size: PaperSize, isOn: boolean) => void;
}

function Sizes({ draft, onToggle }: SizesProps) {
  const { t } = useTranslation('screens');
  return (
    <Checkbox.Group label={t('printers.sizes')} value={[...draft.sizes]}>
      <Group mt="xs">
        {sizesFor(draft.speaks).map((size) => (
          <Checkbox
            key={size}
            value={size}
            label={t(`settings.slip.${size}`)}
            onChange={({ currentTarget }) => {
              onToggle(size, currentTarget.checked);
            }}
          />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

/** Kept, and its sizes go there from now on: that is why somebody set it up. */
async function keepPrinter(id: string, draft: PrinterDraft) {
  const kept = await desk.printer.keep({ printer: { ...draft, id, title: draft.title.trim() } });
  if (!kept.ok) return kept;
  for (const size of draft.sizes) {
    const chosen = await desk.paper.choosePrinter({ size, printer: id });
    if (!chosen.ok) return chosen;
  }
  return kept;
}
