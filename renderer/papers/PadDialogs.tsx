import { Alert, Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { NumberText } from '../cases/NumberText.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { countSheets, type Pad, type Sheet } from './pads.ts';

interface LoseDialogProps {
  readonly pad: Pad;
  readonly sheet: Sheet;
  readonly onClose: () => void;
}

const fates = ['sheetSpoiled', 'sheetMissing'] as const;
type Fate = (typeof fates)[number];

/** A sheet that was spoiled, or is not to be found: it is used up, and the register says why. */
export function LoseDialog({ pad, sheet, onClose }: LoseDialogProps) {
  const { t } = useTranslation('cases');
  const [why, setWhy] = useState<Fate>('sheetSpoiled');
  const [reason, setReason] = useState('');
  const lose = useAct((act: string, input: { readonly why: Fate; readonly reason: string }) =>
    desk.pad.lose({ act, stream: pad.stream, number: sheet.number, ...input }),
  );
  return (
    <Modal opened onClose={onClose} title={t('pads.lose')}>
      <form
        onKeyDown={enterToNext}
        onSubmit={(event) => {
          event.preventDefault();
          void lose.run({ why, reason: reason.trim() }).then((answer) => {
            if (answer?.ok) onClose();
          });
        }}
      >
        <Stack>
          <NumberText number={sheet.number} fw={600} />
          <Radio.Group
            name="why"
            value={why}
            aria-label={t('pads.lose')}
            onChange={(chosen) => {
              setWhy(fates.find((one) => one === chosen) ?? 'sheetSpoiled');
            }}
          >
            <Group>
              {fates.map((one) => (
                <Radio key={one} value={one} label={t(`pads.state.${one}`)} />
              ))}
            </Group>
          </Radio.Group>
          <TextInput
            label={t('pads.reason')}
            name="reason"
            withAsterisk
            data-autofocus
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
            }}
          />
          <RefusalNote refusal={lose.refusal} />
          <Group>
            <Button type="submit" disabled={reason.trim() === ''} loading={lose.isBusy}>
              {t('pads.register')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface AccountDialogProps {
  readonly pad: Pad;
  readonly onClose: () => void;
}

/** 核销: from here on no sheet of the pad can be keyed in any more. */
export function AccountDialog({ pad, onClose }: AccountDialogProps) {
  const { t } = useTranslation('cases');
  const [note, setNote] = useState('');
  const account = useAct((act: string, text: string) => desk.pad.account({ act, stream: pad.stream, note: text }));
  const { free } = countSheets(pad.sheets);
  return (
    <Modal opened onClose={onClose} title={t('pads.account')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void account.run(note.trim()).then((answer) => {
            if (answer?.ok) onClose();
          });
        }}
      >
        <Stack>
          <Text>{t('pads.counts', countSheets(pad.sheets))}</Text>
          {free > 0 && (
            <Alert color="orange" variant="light">
              {t('pads.freeLeft', { count: free })}
            </Alert>
          )}
          <TextInput
            label={t('pads.note')}
            name="note"
            data-autofocus
            value={note}
            onChange={(event) => {
              setNote(event.currentTarget.value);
            }}
          />
          <RefusalNote refusal={account.refusal} />
          <Group>
            <Button type="submit" loading={account.isBusy}>
              {t('pads.account')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
