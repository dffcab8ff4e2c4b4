import { Text } from '@mantine/core';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import type { Refusals } from './check.ts';

/** What is wrong with a field that is more than one input: the first of its refusals, below it. */
export function FieldRefusal({ refusals }: { readonly refusals: Refusals }) {
  const sentence = useRefusalSentence();
  const refusal = Object.values(refusals)[0];
  if (!refusal) return null;
  return (
    <Text c="red" size="sm" role="alert">
      {sentence(refusal)}
    </Text>
  );
}
