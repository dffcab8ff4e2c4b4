import { Group, Radio } from '@mantine/core';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import type { FieldProps } from './types.ts';
import { textOf } from './values.ts';

interface OneOfNamesProps extends FieldProps {
  readonly names: readonly string[];
  /** What a choice is called, where it is not its own name. */
  readonly wordOf?: (name: string) => string;
}

/** One of a few, all of them in sight. */
export function OneOfNames({ place, label, value, onChange, refusals, names, wordOf }: OneOfNamesProps) {
  const sentence = useRefusalSentence();
  const refusal = Object.values(refusals)[0];
  return (
    <Radio.Group
      label={label}
      name={place.name}
      withAsterisk={place.isRequired}
      value={textOf(value)}
      error={refusal && sentence(refusal)}
      onChange={onChange}
    >
      <Group gap="lg" mt={6}>
        {names.map((name) => (
          <Radio key={name} value={name} label={wordOf?.(name) ?? name} />
        ))}
      </Group>
    </Radio.Group>
  );
}
