/** 开具文书: only what can be had where the case stands, by its own name. */
import { onDemand } from '#shared/kinds/service/on-demand.ts';
import { paperName } from '../../fields/kind-words.ts';
import type { FieldKit, FormContext } from '../../fields/types.ts';
import { recordsOf } from '../../fields/values.ts';
import { some, SomeOf } from './MissingSlots.tsx';

/** As far as the form knows; what it cannot know the desk refuses with a sentence. */
function canBeHad({ status = '', learnt }: FormContext): readonly string[] {
  const isKept = recordsOf(learnt?.['originals']).some((row) => row['returned'] === null && row['holder'] === null);
  return Object.entries(onDemand).flatMap(([name, { from }]) =>
    from.includes(status) && (name !== 'originalsTaken' || isKept) ? [name] : [],
  );
}

export const papersSlot: FieldKit = some((props) => (
  <SomeOf {...props} names={canBeHad(props.form)} labelOf={paperName} />
));
