/**
 * 预填 (S0-12): what somebody's last cases say fills the empty fields of the next form, each marked until somebody changes it. Filled once a
 * person: what was emptied on purpose stays empty.
 */
import { useEffect, useEffectEvent, useState } from 'react';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { FormField } from '#shared/kinds/matter/form-field.ts';
import { isTyped, schemaOf } from '#shared/kinds/matter/form-values.ts';
import { beijingDate, type Instant } from '#shared/time/instant.ts';
import { newActId } from '../../client/act-runner.ts';
import { desk } from '../../client/desk.ts';
import { useAnswer } from '../../client/use-answer.ts';
import { partyIn } from '../petitioner/party-in.ts';
import type { FieldValue, FormContext } from '../types.ts';

interface Known {
  readonly value: JsonObject[string];
  readonly on: string;
}

/** Answers the day a field's value comes from, while it is still that value. */
export function useKnownValues(
  form: FormContext,
  fields: readonly FormField[],
  said: JsonObject,
  onChange: (value: FieldValue) => void,
): (key: string) => string | undefined {
  const [look] = useState(newActId);
  const party = partyIn(form);
  const isOn = party !== '' && fields.length > 0 && form.learnt === undefined;
  const answer = useAnswer(['party.take', party, look], () => desk.party.take({ party, look }), { isOn });
  const known = new Map<string, Known>((answer.data?.known ?? []).map(({ key, value, on }) => [key, { value, on }]));
  const fillOnce = useEffectEvent(() => {
    const fitting = fields.filter((field) => isTyped(field) && said[field.key] === undefined && fits(field, known));
    if (fitting.length === 0) return;
    onChange({ ...said, ...Object.fromEntries(fitting.map(({ key }) => [key, known.get(key)?.value ?? null])) });
  });
  const asked = isOn && answer.data !== undefined ? `${party} ${fields.map(({ key }) => key).join(' ')}` : '';
  useEffect(() => {
    if (asked !== '') fillOnce();
  }, [asked]);
  return (key) => {
    const before = isOn ? known.get(key) : undefined;
    const isSame = before !== undefined && JSON.stringify(before.value) === JSON.stringify(said[key]);
    return isSame ? beijingDate(before.on as Instant) : undefined;
  };
}

/** Of another matter a field of this name may be something else. */
const fits = (field: FormField, known: ReadonlyMap<string, Known>): boolean => {
  const before = known.get(field.key);
  return before !== undefined && schemaOf(field).safeParse(before.value).success;
};
