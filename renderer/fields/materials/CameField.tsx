/** 补交: only what is still missing is offered; what was handed in is named once, so that nobody asks for it again. */
import { Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FieldRefusal } from '../FieldRefusal.tsx';
import * as rowsOf from '../material-rows.ts';
import { useAskedMaterials, type MatterMaterial } from '../matter-facts.ts';
import { saidBefore } from '../said-before.ts';
import type { FieldProps, FormContext } from '../types.ts';
import { recordsOf, textOf } from '../values.ts';
import { MaterialRows } from './MaterialRows.tsx';
import { OtherRows } from './MaterialsField.tsx';

const owedIn = ({ learnt }: FormContext, ...states: readonly string[]): readonly string[] =>
  recordsOf(learnt?.['owed']).flatMap((row) =>
    states.includes(textOf(row['state'])) ? [textOf(row['material'])] : [],
  );

/** What the notice named and the catalogue does not know. */
const unknown = (name: string): MatterMaterial => ({ name, form: 'original', copies: 1, isNecessary: true });

/** Owed by what was told or undertaken, and asked for by the matter; each once. */
function useStillMissing(form: FormContext) {
  const asked = useAskedMaterials(form);
  const received = recordsOf(saidBefore(form, 'materials')).map((row) => textOf(row['name']));
  const owed = owedIn(form, 'open', 'late');
  // Received, or checked or promised instead.
  const settled = new Set([...received, ...owedIn(form, 'met')]);
  const named = [...new Set([...owed, ...asked.map(({ name }) => name).filter((name) => !settled.has(name))])];
  return {
    missing: named.map((name) => asked.find((one) => one.name === name) ?? unknown(name)),
    received: received.filter((name) => !owed.includes(name)),
  };
}

export function CameField({ place, label, value, onChange, refusals, form }: FieldProps) {
  const { t } = useTranslation('cases');
  const { missing, received } = useStillMissing(form);
  const rows = recordsOf(value);
  const others = rowsOf.otherRows(missing, rows);
  const setOthers = (next: readonly rowsOf.MaterialRow[]) => {
    onChange([...rows.filter((row) => !others.includes(row)), ...next]);
  };
  return (
    <Fieldset legend={label} data-field={place.name}>
      <Stack gap="xs">
        <MaterialRows asked={missing} rows={rows} onChange={onChange} path={place.name} />
        <Group gap="sm">
          <Button
            variant="default"
            size="sm"
            onClick={() => {
              setOthers([...others, rowsOf.freshRow]);
            }}
          >
            {t('materials.add')}
          </Button>
          {received.length > 0 && (
            <Text size="sm" c="dimmed" data-testid="already-received">
              {t('came.received', { names: received.join(t('separator')) })}
            </Text>
          )}
        </Group>
        <OtherRows others={others} path={place.name} onChange={setOthers} />
        <FieldRefusal refusals={refusals} />
      </Stack>
    </Fieldset>
  );
}
