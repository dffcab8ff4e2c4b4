import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '#shared/contract/desk.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { ChiefFields } from './ChiefFields.tsx';
import { lastLogin, rememberLogin } from './last-login.ts';
import { useSecondsLeft } from './seconds-left.ts';

interface LoginFormProps {
  /** Whose screen it is; then only the password is asked. */
  readonly login?: string | undefined;
  /** Seconds until the desk allows another try. */
  readonly lockedFor: number;
  readonly onEntered: (me: Me) => void;
}

export function LoginForm({ login: known, lockedFor, onEntered }: LoginFormProps) {
  const { t } = useTranslation('screens');
  const sentence = useRefusalSentence();
  const [isTried, setTried] = useState(false);
  const [login, setLogin] = useState(known ?? lastLogin());
  const [password, setPassword] = useState('');
  const [chief, setChief] = useState(nobody);
  const [needsChief, setNeedsChief] = useState(false);
  const act = useAct((_act, input: Parameters<typeof desk.login.enter>[0]) => desk.login.enter(input));
  const seconds = useSecondsLeft(Math.max(lockedFor, pauseOf(act.refusal)));
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (login.trim() === '' || password === '') return;
    if (needsChief && (chief.login.trim() === '' || chief.password === '')) return;
    const answer = await act.run({ login, password, ...(needsChief ? { chief } : {}) });
    setTried(false);
    setChief({ ...chief, password: '' });
    if (answer !== undefined && !answer.ok && isForChief(answer.refusal.code)) {
      // Their own password was right: it is not asked for again.
      setNeedsChief(true);
      return;
    }
    setPassword('');
    setNeedsChief(false);
    if (!answer?.ok) return;
    rememberLogin(login);
    onEntered(answer.value);
  };
  const missing = (value: string) => (isTried && value === '' ? sentence({ code: 'input.missing' }) : undefined);
  return (
    <form onSubmit={(event) => void submit(event)} onKeyDown={enterToNext} data-enter-submits noValidate>
      <Stack>
        {known === undefined && (
          <TextInput
            label={t('login.login')}
            name="login"
            value={login}
            error={missing(login.trim())}
            onChange={({ currentTarget }) => {
              setLogin(currentTarget.value);
              setNeedsChief(false);
            }}
            autoFocus={login === ''}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
            withAsterisk={false}
          />
        )}
        <PasswordInput
          label={t('login.password')}
          name="password"
          value={password}
          error={missing(password)}
          onChange={({ currentTarget }) => {
            setPassword(currentTarget.value);
            setNeedsChief(false);
          }}
          autoFocus={login !== ''}
          autoComplete="off"
          required
          withAsterisk={false}
        />
        <RefusalNote refusal={seconds > 0 ? undefined : act.refusal} />
        {needsChief && <ChiefFields chief={chief} isTried={isTried} onChange={setChief} />}
        {seconds > 0 && <RefusalNote refusal={{ code: 'login.locked', details: { seconds } }} />}
        <Button type="submit" loading={act.isBusy} disabled={seconds > 0} fullWidth>
          {needsChief ? t('login.allow') : known === undefined ? t('login.enter') : t('login.unlock')}
        </Button>
      </Stack>
    </form>
  );
}

const nobody = { login: '', password: '' };

/** Whoever logs in is who they say; a chief has still to allow it. */
const isForChief = (code: string): boolean =>
  code === 'login.needsChief' || code === 'login.chiefWrong' || code === 'login.notChief';

const pauseOf = (refusal: ReturnType<typeof useAct>['refusal']): number =>
  refusal?.code === 'login.locked' ? Number(refusal.details?.['seconds'] ?? 0) : 0;
