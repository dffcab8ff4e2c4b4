/** The parts of one line, each asked as its column says. */
import { Checkbox, Group, NativeSelect, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { ColumnSpec, Columns, FieldSpec } from '#shared/kinds/mechanism/spec.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import type { Refusals } from '../check.ts';
import { refusalsOf } from '../check.ts';
import { useKindWords } from '../kind-words.ts';
import { LimitField } from '../LimitField.tsx';
import type { FieldValue, FormContext } from '../types.ts';
import { listOf, textOf } from '../values.ts';
import { isUnread, withPart } from './lines.ts';

interface LineFormProps {
  readonly field: string;
  readonly columns: Columns;
  readonly line: JsonObject;
  /** Before the names of inputs: `fields.0`. */
  readonly path: string;
  /** By the path within the line. */
  readonly refusals: Refusals;
  readonly form: FormContext;
  readonly onChange: (line: JsonObject) => void;
}

export function LineForm({ field, columns, line, path, refusals, form, onChange }: LineFormProps) {
  return (
    <Group gap="sm" align="flex-start" wrap="wrap">
      {Object.entries(columns).map(([name, column]) => (
        <Part
          key={name}
          {...{ field, name, column, form }}
          path={`${path}.${name}`}
          value={line[name]}
          refusals={refusalsOf(refusals, name)}
          onChange={(part) => {
            onChange(withPart(line, name, part));
          }}
        />
      ))}
    </Group>
  );
}

interface PartProps {
  readonly field: string;
  readonly name: string;
  readonly column: ColumnSpec;
  readonly path: string;
  readonly value: FieldValue;
  readonly refusals: Refusals;
  readonly form: FormContext;
  readonly onChange: (value: FieldValue) => void;
}

interface AskedProps extends PartProps {
  readonly label: string;
  readonly error: string | undefined;
}

/** Wide ones take a line of their own. */
const widths: Readonly<Record<ColumnSpec['input'], string | number>> = {
  text: 220,
  longText: '100%',
  number: 110,
  date: 180,
  choice: 170,
  choices: '100%',
  yesNo: 'auto',
  limit: 250,
  written: 340,
};

function Part(props: PartProps) {
  const { field, name, column, value, refusals, form } = props;
  const { t } = useTranslation('cases');
  const words = useKindWords(form.kind);
  const sentence = useRefusalSentence();
  const refusal = Object.values(refusals)[0];
  const unread = isUnread(column, value) ? t('rows.written', { example: column.text?.example ?? '' }) : undefined;
  const asked = { ...props, label: words.column(field, name), error: unread ?? (refusal && sentence(refusal)) };
  return (
    <div style={{ width: widths[column.input], minWidth: 90 }}>
      <Asked {...asked} />
    </div>
  );
}

function Asked(props: AskedProps) {
  switch (props.column.input) {
    case 'longText':
      return <LongText {...props} />;
    case 'number':
      return <NumberPart {...props} />;
    case 'choice':
      return <ChoicePart {...props} />;
    case 'choices':
      return <ChoicesPart {...props} />;
    case 'yesNo':
      return <YesNo {...props} />;
    case 'limit':
      return <LimitPart {...props} />;
    case 'written':
      return <WrittenPart {...props} />;
    default:
      return <TextPart {...props} />;
  }
}

function TextPart({ column, label, path, value, error, onChange }: AskedProps) {
  return (
    <TextInput
      {...{ label, error, name: path, withAsterisk: column.isOptional !== true }}
      type={column.input === 'date' ? 'date' : 'text'}
      value={textOf(value)}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}

function LongText({ column, label, path, value, error, onChange }: AskedProps) {
  return (
    <Textarea
      {...{ label, error, name: path, withAsterisk: column.isOptional !== true }}
      autosize
      minRows={1}
      maxRows={6}
      value={textOf(value)}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}

function NumberPart({ column, label, path, value, error, onChange }: AskedProps) {
  return (
    <NumberInput
      {...{ label, error, name: path, withAsterisk: column.isOptional !== true }}
      hideControls
      value={typeof value === 'number' ? value : ''}
      onChange={(typed) => {
        onChange(typeof typed === 'number' ? typed : undefined);
      }}
    />
  );
}

function ChoicePart({ field, name, column, label, path, value, error, form, onChange }: AskedProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(form.kind);
  const data = (column.values ?? []).map((one) => ({ value: one, label: words.value(`${field}.${name}`, one) }));
  return (
    <NativeSelect
      {...{ label, error, name: path, withAsterisk: column.isOptional !== true }}
      data={column.isOptional ? [{ value: '', label: t('rows.choose') }, ...data] : data}
      value={textOf(value)}
      onChange={(event) => {
        onChange(event.currentTarget.value === '' ? undefined : event.currentTarget.value);
      }}
    />
  );
}

function ChoicesPart({ field, name, column, label, path, value, error, form, onChange }: AskedProps) {
  const words = useKindWords(form.kind);
  return (
    <Checkbox.Group {...{ label, error }} value={listOf(value).map(textOf)} onChange={onChange}>
      <Group gap="md" mt={4}>
        {(column.values ?? []).map((one) => (
          <Checkbox key={one} name={path} value={one} label={words.value(`${field}.${name}`, one)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

function YesNo({ column, label, path, value, error, onChange }: AskedProps) {
  return (
    <Checkbox
      {...{ label, error, name: path }}
      mt={30}
      checked={value === true}
      onChange={(event) => {
        // What need not be said is left out rather than denied.
        onChange(event.currentTarget.checked ? true : column.isOptional === true ? undefined : false);
      }}
    />
  );
}

const limitSpec: FieldSpec = { class: 'guarded', input: 'text', schema: z.unknown() };

function LimitPart({ column, label, path, value, refusals, form, onChange }: AskedProps) {
  const place = { name: path, spec: limitSpec, isRequired: column.isOptional !== true };
  return <LimitField {...{ place, label, value, refusals, form, onChange }} />;
}

/** Kept as it is typed, read when it is left. What stands there is told apart by being text. */
function WrittenPart({ column, label, path, value, error, onChange }: AskedProps) {
  const [isTyping, setTyping] = useState(false);
  const { text } = column;
  const shown =
    typeof value === 'string' || text === undefined || value === undefined ? textOf(value) : text.format(value);
  return (
    <Stack gap={0}>
      <TextInput
        {...{ label, name: path, withAsterisk: column.isOptional !== true, error: isTyping ? undefined : error }}
        value={shown}
        onFocus={() => {
          setTyping(true);
        }}
        onBlur={() => {
          setTyping(false);
          if (typeof value === 'string') onChange(text?.parse(value) ?? value);
        }}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      />
      {isTyping && (
        <Text size="xs" c="dimmed">
          {text?.example}
        </Text>
      )}
    </Stack>
  );
}
