/** 更换恢复口令: the password again, the new phrase shown once and printed twice, typed back group by group, then in force. */
import { Alert, Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { checkGroup, groupCount } from '#shared/identity/recovery-phrase.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { AnchorLink } from '../app/links.tsx';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { GroupsInput } from '../setup/GroupsInput.tsx';
import { PhraseSheet } from '../setup/PhraseStep.tsx';
import type { Phrase } from '../setup/use-phrase.ts';

export function RecoveryPage() {
  const { t } = useTranslation('screens');
  const [shown, setShown] = useState<Phrase>();
  const [isDone, setDone] = useState(false);
  return (
    <Stack maw="44rem">
      <Title order={1}>{t('settings.page.recovery')}</Title>
      {isDone ? (
        <Alert color="green" variant="light" role="status">
          <Stack align="flex-start" gap="xs">
            <Text>{t('recovery.done')}</Text>
            <AnchorLink to="/settings/backup">{t('recovery.backup')}</AnchorLink>
          </Stack>
        </Alert>
      ) : (
        <>
          <Text>{t('recovery.what')}</Text>
          {shown === undefined ? (
            <AskPassword onShown={setShown} />
          ) : (
            <TypeBack
              shown={shown}
              onDone={() => {
                setDone(true);
              }}
            />
          )}
        </>
      )}
    </Stack>
  );
}

function AskPassword({ onShown }: { readonly onShown: (phrase: Phrase) => void }) {
  const { t } = useTranslation('screens');
  const [password, setPassword] = useState('');
  const act = useAct((_act, input: { password: string }) => desk.recovery.propose(input));
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (password === '') return;
    const answer = await act.run({ password });
    setPassword('');
    if (answer?.ok) onShown(answer.value);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack maw="28rem">
        <PasswordInput
          label={t('recovery.password')}
          name="password"
          value={password}
          onChange={({ currentTarget }) => {
            setPassword(currentTarget.value);
          }}
          autoComplete="off"
          autoFocus
        />
        <RefusalNote refusal={act.refusal} />
        <Group>
          <Button type="submit" disabled={password === ''} loading={act.isBusy}>
            {t('recovery.show')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface TypeBackProps {
  readonly shown: Phrase;
  readonly onDone: () => void;
}

/** The phrase and its typing back are never on the screen together: what is checked is the sheet. */
function TypeBack({ shown, onDone }: TypeBackProps) {
  const { t } = useTranslation('screens');
  const [isTyping, setTyping] = useState(false);
  if (isTyping) {
    return (
      <TypedBack
        onDone={onDone}
        onBack={() => {
          setTyping(false);
        }}
      />
    );
  }
  return (
    <Stack>
      <PhraseSheet phrase={shown} />
      <Text c="dimmed" size="sm">
        {t('setUp.phraseByHand')}
      </Text>
      <Group>
        <Button
          variant="default"
          onClick={() => {
            setTyping(true);
          }}
        >
          {t('recovery.next')}
        </Button>
      </Group>
    </Stack>
  );
}

function TypedBack({ onDone, onBack }: { readonly onDone: () => void; readonly onBack: () => void }) {
  const { t } = useTranslation('screens');
  const [groups, setGroups] = useState<readonly string[]>(() => Array.from({ length: groupCount }, () => ''));
  const act = useAct((_act, input: { phrase: string[] }) => desk.recovery.replace(input));
  const isReady = groups.every((group, index) => checkGroup(index, group).ok);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    const answer = await act.run({ phrase: [...groups] });
    if (answer?.ok) onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)} onKeyDown={enterToNext} noValidate>
      <Stack>
        <Text>{t('recovery.typeBack')}</Text>
        <GroupsInput groups={groups} onChange={setGroups} />
        <RefusalNote refusal={act.refusal} />
        <Group>
          <Button type="submit" disabled={!isReady} loading={act.isBusy}>
            {t('recovery.replace')}
          </Button>
          <Button variant="default" onClick={onBack}>
            {t('recovery.back')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
