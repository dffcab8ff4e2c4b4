import { Button, Center, Group, Loader, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isLost, type DeskRefusal } from '../client/answer.ts';
import { useGone } from '../client/use-gone.ts';
import type { Answer } from '../client/use-answer.ts';
import { GoneBanner } from './GoneBanner.tsx';
import { RefusalNote } from './RefusalNote.tsx';

/** Nothing to show yet. Words, because at this desk nobody should have to guess what a turning ring means. */
export function Waiting({ word = 'load.wait' }: { readonly word?: 'load.wait' | 'load.start' }) {
  const { t } = useTranslation('screens');
  return (
    <Center p="xl" data-waiting>
      <Group role="status">
        <Loader type="dots" size="sm" />
        <Text>{t(word)}</Text>
      </Group>
    </Center>
  );
}

interface FaultProps {
  readonly refusal: DeskRefusal | undefined;
  readonly again: () => void;
}

/** Not even the desk's state could be asked: gone, taken by another program, or this window was not let in. Said once. */
export function StartFault({ refusal, again }: FaultProps) {
  const gone = useGone();
  return (
    <Center mih="100vh" p="xl">
      <Stack>
        <GoneBanner />
        <LoadFault refusal={gone?.code === refusal?.code ? undefined : refusal} again={again} />
      </Stack>
    </Center>
  );
}

/** A question that was refused, and the way to ask again. */
export function LoadFault({ refusal, again }: FaultProps) {
  const { t } = useTranslation('screens');
  return (
    <Stack maw="40rem">
      <RefusalNote refusal={refusal} />
      <Group>
        <Button variant="default" onClick={again}>
          {t('load.again')}
        </Button>
      </Group>
    </Stack>
  );
}

interface AnsweredProps<T> {
  readonly answer: Answer<T>;
  readonly children: (data: T) => React.ReactNode;
}

/** Waits, shows the refusal, or shows what `children` makes of the answer; an old answer stays while a new one is refused. */
export function Answered<T>({ answer, children }: AnsweredProps<T>) {
  const { data, refusal, again } = answer;
  if (data !== undefined) return children(data);
  // A program that is gone is waited for: the question goes out again by itself.
  return refusal && !isLost(refusal) ? <LoadFault refusal={refusal} again={again} /> : <Waiting />;
}
