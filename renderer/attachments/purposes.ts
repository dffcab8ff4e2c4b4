/** 用于: what a file that is added belongs to, as a value of the list it is chosen from. */
import type { CasePage } from '#shared/contract/case.ts';
import type { AttachedFor } from '#shared/kinds/mechanism/state.ts';
import { recordsOf, textOf } from '../fields/values.ts';

export const nothingSaid = '';
const kinds = ['stage', 'field', 'material'] as const;

const valueOf = ({ what, name }: AttachedFor): string => `${what} ${name}`;

export function purposeOf(value: string): { readonly for?: AttachedFor } {
  const [said = '', ...name] = value.split(' ');
  const what = kinds.find((kind) => kind === said);
  return what === undefined ? {} : { for: { what, name: name.join(' ') } };
}

/** Stages first; then the papers that were taken in. */
export function purposesOf({ stages, fields }: CasePage): readonly AttachedFor[] {
  const papers = recordsOf(fields['materials']).map((row) => textOf(row['name']));
  return [
    ...stages.map(({ name }): AttachedFor => ({ what: 'stage', name })),
    ...[...new Set(papers)].map((name): AttachedFor => ({ what: 'material', name })),
  ];
}

export const optionsOf = (page: CasePage): readonly { readonly value: string; readonly purpose: AttachedFor }[] =>
  purposesOf(page).map((purpose) => ({ value: valueOf(purpose), purpose }));

/** The stage under way that still lacks its photograph: what a picture added now is most likely for. */
export function wantedOf({ stages }: CasePage): string {
  const now = stages.find(({ state }) => state === 'now');
  const lacks = now?.needsPhoto === true && (now.photos ?? 0) === 0;
  return now !== undefined && lacks ? valueOf({ what: 'stage', name: now.name }) : nothingSaid;
}
