/** 并案: this case goes on within another. The main case is found by any fragment of it. */
import { Button, Group, Modal, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { useSettled } from '../find/use-settled.ts';
import type { ActDialogProps } from './ActDialog.tsx';
import { NumberText } from './NumberText.tsx';

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
          <MainCase except={page.stream} chosen={into} onChoose={setInto} />
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

interface MainCaseProps {
  readonly except: string;
  readonly chosen: string;
  readonly onChoose: (stream: string) => void;
}

const most = 8;

function MainCase({ except, chosen, onChoose }: MainCaseProps) {
  const { t } = useTranslation('cases');
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim(), 150);
  const found = useAnswer(
    ['case.list', 'merge', search],
    () => desk.case.list({ filter: 'open', search, limit: most + 1 }),
    { keepsLast: true },
  );
  const lines = (found.data?.lines ?? []).filter(({ stream }) => stream !== except).slice(0, most);
  return (
    <>
      <TextInput
        label={t('merge.find')}
        name="find"
        data-autofocus
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <RefusalNote refusal={found.refusal} />
      <Radio.Group name="into" value={chosen} onChange={onChoose} aria-label={t('merge.find')}>
        <Stack gap={6} mah={260} style={{ overflowY: 'auto' }}>
          {lines.map((line) => (
            <Radio
              key={line.stream}
              value={line.stream}
              label={
                <Group gap="sm">
                  <NumberText number={line.number} />
                  <Text span fw={600}>
                    {line.petitioner}
                  </Text>
                  <Text span>{line.title}</Text>
                </Group>
              }
            />
          ))}
        </Stack>
      </Radio.Group>
      {lines.length === 0 && <Text c="dimmed">{t('merge.none')}</Text>}
    </>
  );
}
