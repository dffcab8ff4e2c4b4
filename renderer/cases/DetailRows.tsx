/** What was written in one step, a line a field, as its kind shows it. */
import { Box, Group, Text } from '@mantine/core';
import { useKindWords } from '../fields/kind-words.ts';
import { kitOf } from '../fields/kits.ts';
import type { Detail } from './history-detail.ts';

export interface DetailRowsProps {
  readonly kind: string;
  readonly details: readonly Detail[];
}

export function DetailRows({ kind, details }: DetailRowsProps) {
  const words = useKindWords(kind);
  return details.map(({ name, value, spec, isCommon }) => {
    const { Show } = kitOf(kind, name, spec);
    return (
      <Group key={name} gap="sm" align="flex-start" wrap="nowrap">
        <Text size="sm" c="dimmed" style={{ flex: 'none' }}>
          {isCommon ? words.common(name) : words.field(name)}
        </Text>
        <Box fz="sm" style={{ minWidth: 0 }}>
          <Show value={value} kind={kind} name={name} spec={spec} />
        </Box>
      </Group>
    );
  });
}
