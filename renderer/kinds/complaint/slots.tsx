/** 投诉 / 办不成事: of the results only those that the sort can have. */
import { outcomes } from '#shared/kinds/complaint/rules-1.ts';
import * as plain from '../../fields/TextFields.tsx';
import type { FieldKit, FieldProps } from '../../fields/types.ts';
import { textOf, tidyText } from '../../fields/values.ts';

function OutcomeField(props: FieldProps) {
  const { place, form } = props;
  const sort = textOf(form.said?.['sort']);
  const values = sort === 'stuck' ? outcomes.stuck : sort === 'complaint' ? outcomes.complaint : place.spec.values;
  const offered = { ...place, spec: { ...place.spec, ...(values === undefined ? {} : { values }) } };
  return <plain.ChoiceField {...props} place={offered} />;
}

export const complaintSlots: Readonly<Record<string, FieldKit>> = {
  outcome: { Input: OutcomeField, Show: plain.ShowChoice, tidy: tidyText },
};
