/** 二次来访，优先办理: who has come back with what a notice asked for goes first, and one key leads to where it goes on. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { OpenNotice } from '#shared/contract/trip.ts';
import { shortcuts } from '../app/keys.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { kindWords } from '../fields/kind-words.ts';
import { whoOf } from '../fields/who-of.ts';
import { useSettled } from '../find/use-settled.ts';
import { CaseLink } from './CaseLink.tsx';

/** White on it is read by everybody (WCAG 2.2 AA). */
const strong = '#a33600';

/** Asked as text, because a new object in each render would never come to rest. '{}': of nobody. */
function useNotices(asked: string): readonly OpenNotice[] {
  const isOn = asked !== '{}';
  const answer = useAnswer(
    ['trip.returning', asked],
    () => desk.trip.returning(JSON.parse(asked) as Parameters<typeof desk.trip.returning>[0]),
    { isOn, keepsLast: true },
  );
  return isOn ? (answer.data?.notices ?? []) : [];
}

/** A name alone is no sign that it is the same person. */
function exactOf(person: JsonObject): string {
  const { idNumber, phone } = whoOf(person);
  return JSON.stringify({ ...(idNumber === undefined ? {} : { idNumber }), ...(phone === undefined ? {} : { phone }) });
}

/** At intake: this person has a notice that is open. The key goes to the case of the last one. */
export function PersonReturning({ person }: { readonly person: JsonObject }) {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const notices = useNotices(useSettled(exactOf(person), 300));
  const [first] = notices;
  useShortcut(
    'returning',
    () => {
      if (first) void navigate({ to: '/cases/$stream', params: { stream: first.stream } });
    },
    first !== undefined,
  );
  if (first === undefined) return null;
  return (
    <Alert color={strong} variant="filled" p="xs" title={t('returning.title')} data-testid="returning">
      <Stack gap={4}>
        {notices.map((notice, at) => (
          <Group key={notice.stream} gap="sm">
            <CaseLink stream={notice.stream} number={notice.number} c="inherit" underline="always" />
            <Text inherit>{kindWords(notice.kind).title(notice.title)}</Text>
            <Lacked notice={notice} />
            {at === 0 && <kbd>{shortcuts.returning.keys}</kbd>}
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}

interface CaseReturningProps {
  readonly stream: string;
  /** Opens the step that takes in what was missing; undefined where this person may not take it. */
  readonly onTakeIn: (() => void) | undefined;
}

/** On the page of the case, opened from the notice's QR or found otherwise. */
export function CaseReturning({ stream, onTakeIn }: CaseReturningProps) {
  const { t } = useTranslation('cases');
  const [notice] = useNotices(onTakeIn === undefined ? '{}' : JSON.stringify({ stream }));
  useShortcut('returning', () => onTakeIn?.(), notice !== undefined);
  if (notice === undefined || onTakeIn === undefined) return null;
  return (
    <Alert color={strong} variant="filled" p="xs" title={t('returning.title')} data-testid="returning">
      <Group gap="sm">
        <Lacked notice={notice} />
        <Button variant="white" color="dark" size="compact-sm" onClick={onTakeIn}>
          {t('returning.takeIn', { keys: shortcuts.returning.keys })}
        </Button>
      </Group>
    </Alert>
  );
}

function Lacked({ notice: { day, papers } }: { readonly notice: OpenNotice }) {
  const { t } = useTranslation('cases');
  return <Text inherit>{t('returning.lacked', { day, papers: papers.join(t('returning.between')) })}</Text>;
}
