/** Fields whose choices are what the case owes or holds: which paper was checked, which originals go back, which are seen on collection. */
import { Checkbox, Group } from '@mantine/core';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { waysOf } from '../../fields/material-rows.ts';
import { matterIn, useAskedMaterials, useMatterVersion } from '../../fields/matter-facts.ts';
import { OneOfNames } from '../../fields/OneOfNames.tsx';
import { saidBefore } from '../../fields/said-before.ts';
import * as plain from '../../fields/TextFields.tsx';
import type { FieldKit, FieldProps, FormContext } from '../../fields/types.ts';
import { listOf, recordOf, recordsOf, textOf, tidyText } from '../../fields/values.ts';
import { limitKit } from '../../fields/limit-kit.ts';

const owedBy = ({ learnt }: FormContext, way: string): readonly string[] =>
  recordsOf(learnt?.['owed']).flatMap((row) =>
    row['way'] === way && (row['state'] === 'open' || row['state'] === 'late') ? [textOf(row['material'])] : [],
  );

/** Not back yet: here, or missing; which of them a step is about the desk says. */
const here = ({ learnt }: FormContext): readonly string[] =>
  recordsOf(learnt?.['originals']).flatMap((row) =>
    row['returned'] === null && recordOf(row['holder'])['at'] !== 'settled' ? [textOf(row['material'])] : [],
  );

interface SomeOfProps extends FieldProps {
  readonly names: readonly string[];
  readonly labelOf?: (name: string) => string;
}

export function SomeOf({ place, label, value, onChange, refusals, names, labelOf }: SomeOfProps) {
  const sentence = useRefusalSentence();
  const refusal = Object.values(refusals)[0];
  if (names.length === 0) return null;
  return (
    <Checkbox.Group
      label={label}
      withAsterisk={place.isRequired}
      value={listOf(value).map(textOf)}
      error={refusal && sentence(refusal)}
      onChange={onChange}
    >
      <Group gap="lg" mt={6}>
        {names.map((name) => (
          <Checkbox key={name} name={`${place.name}.${name}`} value={name} label={labelOf?.(name) ?? name} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

/** Papers that a promise may stand for: missing, and the matter says so. */
function Replaced(props: FieldProps) {
  const { form } = props;
  const asked = useAskedMaterials(form);
  const version = useMatterVersion(matterIn(form));
  const received = recordsOf(saidBefore(form, 'materials')).map((row) => textOf(row['name']));
  const names = asked.flatMap((one) =>
    !received.includes(one.name) && waysOf(one, version?.whole ?? {}).includes('pledge') ? [one.name] : [],
  );
  return <SomeOf {...props} names={names} />;
}

export const some = (Input: FieldKit['Input']): FieldKit => ({
  Input,
  Show: plain.ShowChoices,
  tidy: (value) => (listOf(value).length === 0 ? undefined : value),
});

export const missingSlots: Readonly<Record<string, FieldKit>> = {
  material: {
    Input: (props) => <OneOfNames {...props} names={owedBy(props.form, 'check')} />,
    Show: plain.ShowText,
    tidy: tidyText,
  },
  originals: some((props) => <SomeOf {...props} names={here(props.form)} />),
  shown: some((props) => <SomeOf {...props} names={owedBy(props.form, 'photo')} />),
  replaced: some(Replaced),
  within: limitKit,
  more: limitKit,
};
