/** 等镇服务器登记: what was asked for in these registries and waits, and what the server did not register and nobody has noted. */
import { Box, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RegistryRequest } from '#shared/contract/work.ts';
import type { RefusalCode } from '#shared/kernel/refusals.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { useDates } from '../app/dates.ts';
import { usePerson } from '../app/person.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { useWho } from '../app/who.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useKindWords } from '../fields/kind-words.ts';
import classes from './Registry.module.css';

/** Nothing at all where none waits, as at a desk that stands alone. */
export function Requests({ kind }: { readonly kind: string }) {
  const { t } = useTranslation('cases');
  const { data: answer } = useAnswer(['registry.requests'], () => desk.registry.requests({}));
  const requests = (answer?.requests ?? []).filter((one) => one.kind === kind);
  if (requests.length === 0) return null;
  return (
    <section aria-labelledby="registry-requests" data-testid="registry-requests">
      <Title order={2} id="registry-requests" mb={4}>
        {t('registry.requests', { count: requests.length })}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('registry.requestsWhat')}
      </Text>
      <ul className={classes.requests}>
        {requests.map((one) => (
          <li key={one.entry} data-request={one.entry}>
            <OneRequest request={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OneRequest({ request }: { readonly request: RegistryRequest }) {
  const { kind, type, title, byName, at, declined } = request;
  const words = useKindWords(kind);
  const who = useWho();
  const { moment } = useDates();
  return (
    <Stack gap={4}>
      <Group gap="md" wrap="nowrap" align="baseline">
        <Text fw={600} style={{ flex: 'none' }}>
          {words.step(type)}
        </Text>
        <Box style={{ flex: 1, minWidth: 0 }}>{title}</Box>
        <Text style={{ flex: 'none' }}>{who(byName)}</Text>
        <Text c="dimmed" style={{ flex: 'none', whiteSpace: 'nowrap' }}>
          {moment(at)}
        </Text>
      </Group>
      {declined !== null && <Declined request={request} code={declined} />}
    </Stack>
  );
}

function Declined({ request, code }: { readonly request: RegistryRequest; readonly code: string }) {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const sentence = useRefusalSentence();
  const { stream, entry, title } = request;
  const note = useAct((act: string, entry: string) => desk.registry.noteRequest({ act, stream, entry }));
  const noting = findKind(request.kind)?.typesByRules.values().next().value?.get('requestNoted');
  return (
    <>
      <Group justify="space-between" wrap="nowrap">
        <Text c="red">
          {t('registry.notRegistered')} {sentence({ code: code as RefusalCode, details: { key: title } })}
        </Text>
        {noting && may(noting.permission) && (
          <Button size="sm" variant="default" loading={note.isBusy} onClick={() => void note.run(entry)}>
            {t('registry.noted')}
          </Button>
        )}
      </Group>
      <RefusalNote refusal={note.refusal} />
    </>
  );
}
