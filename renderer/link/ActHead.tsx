/** One act, said in a line: what was done, to which case, by whom, when. */
import { Group, Text } from '@mantine/core';
import type { WaitingAct } from '#shared/contract/link.ts';
import { useDates } from '../app/dates.ts';
import { useWho } from '../app/who.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { CaseLink } from '../cases/CaseLink.tsx';

export function ActHead({ act }: { readonly act: WaitingAct }) {
  const words = useKindWords(act.kind);
  const { moment } = useDates();
  const who = useWho();
  return (
    <Group gap="md" wrap="nowrap" align="baseline">
      <Text fw={600} style={{ flex: 'none' }}>
        {words.step(act.type)}
      </Text>
      <Text span style={{ flex: 1, minWidth: 0 }}>
        {act.number === '' ? (
          words.name
        ) : (
          <>
            <CaseLink stream={act.stream} number={act.number} /> {words.title(act.title)}
          </>
        )}
      </Text>
      <Text style={{ flex: 'none' }}>{who(act.byName)}</Text>
      <Text c="dimmed" style={{ flex: 'none', whiteSpace: 'nowrap' }}>
        {moment(act.at)}
      </Text>
    </Group>
  );
}
