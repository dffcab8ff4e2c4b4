/** 开具文书: only what can be had where the case stands, by its own name. */
import { onDemand } from '#shared/kinds/service/on-demand.ts';
import { paperName } from '../../fields/kind-words.ts';
import type { FieldKit } from '../../fields/types.ts';
import { some, SomeOf } from './MissingSlots.tsx';

const hereNow = (status: string): readonly string[] =>
  Object.entries(onDemand).flatMap(([name, { from }]) => (from.includes(status) ? [name] : []));

export const papersSlot: FieldKit = some((props) => (
  <SomeOf {...props} names={hereNow(props.form.status ?? '')} labelOf={paperName} />
));
