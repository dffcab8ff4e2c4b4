/** 并案: this case goes on within another. The main case is found by any fragment of it. */
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useKindWords } from '../fields/kind-words.ts';
import type { ActDialogProps } from './ActDialog.tsx';
import { CaseChooser } from './CaseChooser.tsx';

interface Merge {
  readonly into: string;
  readonly reason: string;
}

export function MergeDialog({ page, type, onClose, onDone }: ActDialogProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(page.kind);
  const [into, setInto] = useState('');
  const [reason, setReason] = useState('');
  const merge = useAct((act: string, input: Merge) => desk.case.merge({ act, stream: page.stream, ...input }));
  return (
    <Modal opened onClose={onClose} title={words.step(type)} size={46 * 16} closeOnClickOutside={false}>
      <form
        noValidate
        onKeyDown={enterToNext}
        onSubmit={(event) => {
          event.preventDefault();
          void merge.run({ into, reason: reason.trim() }).then((answer) => {
            if (answer?.ok) onDone(answer.value);
          });
        }}
      >
        <Stack gap="sm">
          <Text c="dimmed">{t('merge.hint')}</Text>
          <CaseChooser
            words={{ find: t('merge.find'), none: t('merge.none') }}
            filter="open"
            except={page.stream}
            chosen={into}
            onChoose={setInto}
          />
          <Textarea
            label={words.field('reason')}
            name="reason"
            withAsterisk
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
            }}
          />
          <RefusalNote refusal={merge.refusal} />
          <Group>
            <Button
              type="submit"
              disabled={into === '' || reason.trim() === ''}
              loading={merge.isBusy}
              data-testid="act-submit"
            >
              {t('act.submit', { step: words.step(type) })}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('act.close')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
