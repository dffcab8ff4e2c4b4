/** What the form of a step begins with: what follows from the matter and from where the case stands need not be typed. */
import type { Json, JsonObject } from '../../kernel/json.ts';
import { recordIn, textOf } from '../common/fields.ts';
import { matterFactsSchema } from '../matter/facts.ts';
import type { Known } from '../mechanism/rows.ts';
import { suggestAbout } from './approval.ts';
import { toleranceLimit } from './owed.ts';
import { needOf } from './tolerance.ts';

const openBy = ({ owed }: Known, way: string): readonly string[] =>
  owed.flatMap((row) => (row.way === way && (row.state === 'open' || row.state === 'late') ? [row.material] : []));

const petitionerOf = ({ fields }: Known): string => {
  const petitioner = recordIn(fields['petitioner']);
  return textOf(recordIn(petitioner['agent'])['name']) || textOf(petitioner['name']);
};

const list = (name: string, values: readonly string[]): JsonObject =>
  values.length === 0 ? {} : { [name]: [...values] as Json };

const suggestions: Readonly<Record<string, (known: Known) => JsonObject>> = {
  /** The stage under way. */
  stageDone: ({ stages }) => {
    const now = stages.find(({ state }) => state === 'now') ?? stages.find(({ state }) => state === 'toCome');
    return now === undefined ? {} : { stage: now.name };
  },
  /** The office it goes to. */
  reported: ({ learnt }) => {
    const authority = matterFactsSchema.safeParse(learnt['matter']).data?.authority ?? '';
    return authority === '' ? {} : { authority };
  },
  acceptedTolerant: (known) => {
    const matter = matterFactsSchema.safeParse(known.learnt['matter']).data;
    const limit = matter && toleranceLimit(matter);
    const chosen = openBy(known, 'tolerate');
    const rows = (matter?.materials ?? []).flatMap((one) =>
      chosen.includes(one.name) ? [{ material: one.name, need: needOf(one) }] : [],
    );
    return { ...(rows.length === 0 ? {} : { tolerated: rows }), ...(limit === undefined ? {} : { within: limit }) };
  },
  checked: (known) => {
    const [first] = openBy(known, 'check');
    return first === undefined ? {} : { material: first };
  },
  pledged: (known) => ({ ...list('replaced', openBy(known, 'pledge')), signedBy: petitionerOf(known) }),
  papersMade: (known) => list('papers', isOld(known) ? [largeIn[known.status] ?? ''].filter((one) => one !== '') : []),
  ...Object.fromEntries(
    ['originalsFound', 'lossSettled'].map((step) => [step, (known: Known) => list('originals', missedIn(known))]),
  ),
  originalsReturned: (known) => ({
    ...list(
      'originals',
      known.originals.flatMap(({ material, returned, holder }) =>
        returned === null && holder === null ? [material] : [],
      ),
    ),
    takenBy: petitionerOf(known),
  }),
};

const missedIn = ({ originals }: Known): readonly string[] =>
  originals.flatMap(({ material, holder }) => (holder?.at === 'lost' ? [material] : []));

/** 适老: from sixty on. The year of birth stays readable in a masked number. */
const largeFrom = 60;
function isOld({ fields, beganOn }: Known): boolean {
  const number = textOf(recordIn(fields['petitioner'])['idNumber']);
  const year = Number(number.slice(6, 10));
  return number.length === 18 && year > 1850 && Number(beganOn.slice(0, 4)) - year >= largeFrom;
}
const largeIn: Readonly<Record<string, string>> = { received: 'receiptLarge', correcting: 'correctionLarge' };

export const suggest = (type: string, known: Known): JsonObject => ({
  ...suggestions[type]?.(known),
  ...suggestAbout(type, known.approvals),
});
