/** Plain inputs: a line, a text, a number, a date, one of several, several of several. */
import { Checkbox, Group, NumberInput, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { useKindWords } from './kind-words.ts';
import { OneOfNames } from './OneOfNames.tsx';
import type { FieldProps, ShowProps } from './types.ts';
import { listOf, textOf } from './values.ts';

const useError = ({ refusals }: FieldProps): string | undefined => {
  const sentence = useRefusalSentence();
  const refusal = Object.values(refusals)[0];
  return refusal && sentence(refusal);
};

export function TextField(props: FieldProps) {
  const { place, label, value, onChange } = props;
  return (
    <TextInput
      label={label}
      name={place.name}
      withAsterisk={place.isRequired}
      value={textOf(value)}
      error={useError(props)}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}

export function LongTextField(props: FieldProps) {
  const { place, label, value, onChange } = props;
  return (
    <Textarea
      label={label}
      name={place.name}
      withAsterisk={place.isRequired}
      value={textOf(value)}
      error={useError(props)}
      autosize
      minRows={2}
      maxRows={8}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}

export function NumberField(props: FieldProps) {
  const { place, label, value, onChange } = props;
  return (
    <NumberInput
      label={label}
      name={place.name}
      withAsterisk={place.isRequired}
      value={typeof value === 'number' ? value : ''}
      error={useError(props)}
      hideControls
      onChange={(typed) => {
        onChange(typeof typed === 'number' ? typed : undefined);
      }}
    />
  );
}

const wide = { date: 200, time: 140 } as const;

function MomentField({ type, ...props }: FieldProps & { readonly type: keyof typeof wide }) {
  const { place, label, value, onChange } = props;
  return (
    <TextInput
      type={type}
      label={label}
      name={place.name}
      withAsterisk={place.isRequired}
      value={textOf(value)}
      error={useError(props)}
      w={wide[type]}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}

export const DateField = (props: FieldProps) => <MomentField {...props} type="date" />;
export const TimeField = (props: FieldProps) => <MomentField {...props} type="time" />;

export function ChoiceField(props: FieldProps) {
  const { place, form } = props;
  const words = useKindWords(form.kind);
  return <OneOfNames {...props} names={place.spec.values ?? []} wordOf={(name) => words.value(place.name, name)} />;
}

export function ChoicesField(props: FieldProps) {
  const { place, label, value, onChange, form } = props;
  const words = useKindWords(form.kind);
  const error = useError(props);
  const chosen = listOf(value).map(textOf);
  const { values } = place.spec;
  if (!values) {
    return <TagsInput label={label} name={place.name} value={chosen} error={error} onChange={onChange} />;
  }
  return (
    <Checkbox.Group label={label} withAsterisk={place.isRequired} value={chosen} error={error} onChange={onChange}>
      <Group gap="lg" mt={6}>
        {values.map((one) => (
          <Checkbox key={one} value={one} label={words.value(place.name, one)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

export const ShowText = ({ value }: ShowProps) => (
  <Text span style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
    {textOf(value)}
  </Text>
);

export function ShowChoice({ value, kind, name }: ShowProps) {
  const words = useKindWords(kind);
  return <Text span>{words.value(name, typeof value === 'boolean' ? String(value) : textOf(value))}</Text>;
}

export function ShowChoices({ value, kind, name }: ShowProps) {
  const words = useKindWords(kind);
  return (
    <Text span>
      {listOf(value)
        .map((one) => words.value(name, textOf(one)))
        .join(' · ')}
    </Text>
  );
}
