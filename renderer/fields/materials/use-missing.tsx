/** 缺件办法 beside each paper that is missing, where the form has a field for it (`missing`): of the ways that the matter allows. */
import { useEffect, useEffectEvent, type ReactNode } from 'react';
import type { JsonObject } from '#shared/kernel/json.ts';
import { waysOf } from '../material-rows.ts';
import { matterIn, useMatterVersion, type MatterMaterial } from '../matter-facts.ts';
import type { FieldProps } from '../types.ts';
import { recordsOf, textOf } from '../values.ts';
import { WayOut } from './WayOut.tsx';

interface MissingOf {
  readonly form: FieldProps['form'];
  readonly put: FieldProps['put'];
  readonly asked: readonly MatterMaterial[];
  readonly rows: readonly JsonObject[];
}

export function useMissing({ form, put, asked, rows }: MissingOf): ((asked: MatterMaterial) => ReactNode) | undefined {
  const place = form.places.find(({ spec }) => spec.input === 'missing');
  const version = useMatterVersion(matterIn(form));
  const said = recordsOf(place && form.values[place.name]);
  const received = new Set(rows.map((row) => textOf(row['name'])));
  const isMissing = (name: string) => asked.some((one) => one.name === name) && !received.has(name);
  // Chosen, and then the paper turned up in a pocket, or another matter was chosen.
  const left = said.filter((row) => isMissing(textOf(row['material'])));
  const isStale = version !== undefined && left.length < said.length;
  const drop = useEffectEvent(() => {
    if (place) put?.(place.name, left.length === 0 ? undefined : left);
  });
  useEffect(() => {
    if (isStale) drop();
  }, [isStale]);
  if (place === undefined || version === undefined) return undefined;
  return function Beside(one) {
    return (
      <WayOut
        ways={waysOf(one, version.whole)}
        material={one.name}
        path={place.name}
        rows={said}
        onChange={(next) => {
          put?.(place.name, next);
        }}
      />
    );
  };
}
