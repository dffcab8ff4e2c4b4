/** 证件出示情况: expired, unreadable or not brought, and by which of the ways the matter allows the hall made sure. Recorded, never a bar. */
import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { shownStates } from '#shared/kinds/common/petitioner.ts';
import { identityWays } from '#shared/kinds/matter/stage.ts';
import { useKindWords } from '../kind-words.ts';
import { matterIn, useMatterVersion } from '../matter-facts.ts';
import type { FieldProps } from '../types.ts';
import { listOf, textOf } from '../values.ts';

interface IdentityShownProps {
  readonly value: JsonObject;
  readonly onChange: (value: JsonObject) => void;
  readonly path: string;
  readonly form: FieldProps['form'];
}

export function IdentityShown({ value, onChange, path, form }: IdentityShownProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords('matter');
  const version = useMatterVersion(matterIn(form));
  const allowed = listOf(version?.whole['identityWays']).map(textOf);
  const ways = identityWays.filter((one) => allowed.length === 0 || allowed.includes(one));
  const set = (name: string) => (event: { readonly currentTarget: { readonly value: string } }) => {
    onChange({ ...value, [name]: event.currentTarget.value });
  };
  return (
    <Group gap="sm" align="flex-end">
      <NativeSelect
        label={t('person.shown')}
        name={`${path}.state`}
        w={190}
        data={shownStates.map((one) => ({ value: one, label: t(`person.shown.${one}`) }))}
        value={textOf(value['state'])}
        onChange={set('state')}
      />
      <NativeSelect
        label={t('person.shownBy')}
        name={`${path}.by`}
        w={220}
        // What is kept is what was said, so that a case still tells it when the catalogue calls it otherwise.
        data={['', ...ways.map((one) => words.value('identityWays', one))]}
        value={textOf(value['by'])}
        onChange={set('by')}
      />
      <TextInput
        label={t('person.shownNote')}
        name={`${path}.note`}
        w={260}
        value={textOf(value['note'])}
        onChange={set('note')}
      />
    </Group>
  );
}
