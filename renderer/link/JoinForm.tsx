/** One box takes the code of an invitation, or the whole invitation as its QR holds it; the address is asked for a bare code only. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useRef, useState, type ClipboardEvent, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { readCode, readInvitation } from '#shared/sync/enrol.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { shortcuts } from '../app/keys.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { spokenAddress } from './use-link.ts';

export function JoinForm() {
  const { t } = useTranslation('screens');
  const [code, setCode] = useState('');
  const [address, setAddress] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const act = useAct((_act, input: { readonly code: string; readonly address: string }) => desk.link.join(input));
  const whole = readInvitation(code);
  const isBare = whole === undefined && readCode(code) !== undefined;
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const answer = await act.run({ code: code.trim(), address: isBare ? address : '' });
    if (answer?.ok) askAgain();
    else if (answer) form.current?.querySelector<HTMLElement>(`[name=${answer.refusal.field ?? 'code'}]`)?.focus();
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} onKeyDown={enterToNext} noValidate>
      <Stack maw="40rem">
        <TextInput
          label={t('link.code')}
          description={whole ? t('link.wholeOf', { address: spokenAddress(whole.url) }) : t('link.codeHint')}
          name="code"
          value={code}
          autoFocus
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          onPaste={(event) => {
            pasteInOneLine(event, setCode);
          }}
          onChange={({ currentTarget }) => {
            setCode(currentTarget.value);
            act.forget();
          }}
        />
        {isBare && (
          <TextInput
            label={t('link.address')}
            description={t('link.addressHint')}
            name="address"
            value={address}
            autoComplete="off"
            spellCheck={false}
            maxLength={300}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            onChange={({ currentTarget }) => {
              setAddress(currentTarget.value);
              act.forget();
            }}
          />
        )}
        <RefusalNote refusal={act.refusal} />
        <Group>
          <Button type="submit" loading={act.isBusy} disabled={code.trim() === ''}>
            {t('link.join')}
          </Button>
          <Text role="status" c="dimmed">
            {act.isBusy ? t('link.asking') : ''}
          </Text>
          <span style={{ flex: 1 }} />
          <kbd>{shortcuts.submit.keys}</kbd>
        </Group>
      </Stack>
    </form>
  );
}

/** An invitation that a mail broke into lines: the box would drop the breaks and glue its parts together. */
function pasteInOneLine(event: ClipboardEvent<HTMLInputElement>, put: (text: string) => void): void {
  const text = event.clipboardData.getData('text');
  if (!/[\r\n]/u.test(text)) return;
  event.preventDefault();
  put(text.trim().replaceAll(/\s+/gu, ' '));
}
