/** What names another case and a reason: 并案, and an attachment that goes to the case it belongs to. */
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import type { Act } from '../client/use-act.ts';
import { CaseChooser, type CaseChooserProps } from './CaseChooser.tsx';

interface OtherCaseDialogProps {
  readonly title: string;
  readonly words: Readonly<Record<'hint' | 'find' | 'none' | 'reason' | 'submit', string>>;
  readonly filter: CaseChooserProps['filter'];
  /** The case this is about: it cannot be the other one. */
  readonly stream: string;
  readonly act: Pick<Act<never, never>, 'isBusy' | 'refusal'>;
  /** `reason` without the blanks around it. */
  readonly onSubmit: (stream: string, reason: string) => void;
  readonly onClose: () => void;
  readonly testId: string;
}

export function OtherCaseDialog(props: OtherCaseDialogProps) {
  const { title, words, filter, stream, act, onSubmit, onClose, testId } = props;
  const { t } = useTranslation('cases');
  const [other, setOther] = useState('');
  const [reason, setReason] = useState('');
  return (
    <Modal opened onClose={onClose} title={title} size={46 * 16} closeOnClickOutside={false}>
      <form
        noValidate
        onKeyDown={enterToNext}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(other, reason.trim());
        }}
      >
        <Stack gap="sm">
          <Text c="dimmed">{words.hint}</Text>
          <CaseChooser
            words={{ find: words.find, none: words.none }}
            filter={filter}
            except={stream}
            chosen={other}
            onChoose={setOther}
          />
          <Textarea
            label={words.reason}
            name="reason"
            withAsterisk
            autosize
            minRows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
            }}
          />
          <RefusalNote refusal={act.refusal} />
          <Group>
            <Button
              type="submit"
              disabled={other === '' || reason.trim() === ''}
              loading={act.isBusy}
              data-testid={testId}
            >
              {words.submit}
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
