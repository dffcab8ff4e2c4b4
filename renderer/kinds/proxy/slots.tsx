/** Fields of a 帮办代办 whose choices are the originals that are out, each with whose hands it is in. */
import { useTranslation } from 'react-i18next';
import { useHandWord } from '../../owed/hand-word.ts';
import type { CasePage } from '#shared/contract/case.ts';
import type { FieldKit, FieldProps } from '../../fields/types.ts';
import { recordsOf } from '../../fields/values.ts';
import { agentKit } from '../agent/AgentField.tsx';
import { some, SomeOf } from '../service/MissingSlots.tsx';

type Original = CasePage['originals'][number];

function OutOriginals(props: FieldProps) {
  const { t } = useTranslation('cases');
  const handWord = useHandWord();
  const rows = recordsOf(props.form.learnt?.['originals']) as unknown as readonly Original[];
  const out = rows.filter(({ returned, holder }) => returned === null && holder?.at !== 'settled');
  return (
    <SomeOf
      {...props}
      names={out.map(({ material }) => material)}
      labelOf={(name) => {
        const row = out.find(({ material }) => material === name);
        return row === undefined ? name : t('originals.withHand', { material: name, hand: handWord(row) });
      }}
    />
  );
}

export const proxySlots: Readonly<Record<string, FieldKit>> = {
  originals: some(OutOriginals),
  agent: agentKit,
};
