/** A 代办员, chosen from the register: the most fitting first, each with why; a person decides. Below them whoever else works here. */
import { NativeSelect, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RankedAgent } from '#shared/contract/agents.ts';
import { useRefusalSentence } from '../../app/refusal-sentence.ts';
import { desk } from '../../client/desk.ts';
import { useAnswer } from '../../client/use-answer.ts';
import type { FieldKit, FieldProps, ShowProps } from '../../fields/types.ts';
import { textOf } from '../../fields/values.ts';

const useAgents = (stream: string | null): readonly RankedAgent[] =>
  useAnswer(['registry.agents', stream ?? ''], () => desk.registry.agents({ stream })).data?.agents ?? [];
const useStaff = () => useAnswer(['staff.list'], () => desk.staff.list({})).data?.staff ?? [];

/** In words: 服务东坑村；手里 2 件. */
function useReasons(): (agent: RankedAgent) => string {
  const { t } = useTranslation('cases');
  return ({ reasons, refusal }) =>
    [
      ...(refusal === null ? [] : [t('agents.notNow')]),
      ...reasons.map(({ why, what }) => t(`agents.why.${why}`, { what })),
    ].join(t('agents.and'));
}

function AgentField({ place, label, value, onChange, put, form, refusals }: FieldProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const reasons = useReasons();
  const refusal = Object.values(refusals)[0];
  const chosen = textOf(value);
  const agents = useAgents(form.stream ?? null);
  const others = useStaff().filter(
    ({ staff, isActive }) => (isActive || staff === chosen) && !agents.some(({ key }) => key === staff),
  );
  const hasPhone = form.places.some(({ name }) => name === 'agentPhone');
  const choose = (key: string) => {
    onChange(key === '' ? undefined : key);
    const phone = agents.find((one) => one.key === key)?.phone;
    if (hasPhone && phone !== undefined) put?.('agentPhone', phone);
  };
  return (
    <NativeSelect
      label={label}
      name={place.name}
      maw={620}
      withAsterisk={place.isRequired}
      description={agents.length === 0 ? undefined : t('agents.order')}
      data={[
        { value: '', label: t(place.isRequired ? 'staff.choose' : 'staff.nobody') },
        ...agents.map((one) => ({
          ...{ value: one.key, label: `${one.name}（${reasons(one)}）` },
          disabled: one.refusal !== null && one.key !== chosen,
        })),
        ...(place.name === 'partner' ? [] : others.map(({ staff, name }) => ({ value: staff, label: name }))),
      ]}
      value={chosen}
      error={refusal && sentence(refusal)}
      onChange={(event) => {
        choose(event.currentTarget.value);
      }}
    />
  );
}

function ShowAgent({ value, name, learnt }: ShowProps) {
  const id = textOf(value);
  const agents = useAgents(null);
  const staff = useStaff();
  const found = agents.find(({ key }) => key === id) ?? staff.find((one) => one.staff === id);
  return <Text span>{found?.name ?? (textOf(learnt?.[name]) || id)}</Text>;
}

export const agentKit: FieldKit = {
  ...{ Input: AgentField, Show: ShowAgent, looksAt: [] },
  tidy: (value) => (textOf(value) === '' ? undefined : value),
};
