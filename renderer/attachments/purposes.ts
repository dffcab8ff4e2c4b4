/** 用于: what a file that is added belongs to, as a value of the list it is chosen from. */
import type { CasePage } from '#shared/contract/case.ts';
import type { AttachedFor } from '#shared/kinds/mechanism/state.ts';
import { paperName } from '../fields/kind-words.ts';
import { recordsOf, textOf } from '../fields/values.ts';

export const nothingSaid = '';
const kinds = ['stage', 'field', 'material', 'approval'] as const;

const valueOf = ({ what, name }: AttachedFor): string => `${what} ${name}`;

export function purposeOf(value: string): { readonly for?: AttachedFor } {
  const [said = '', ...name] = value.split(' ');
  const what = kinds.find((kind) => kind === said);
  return what === undefined ? {} : { for: { what, name: name.join(' ') } };
}

/** What the version of the matter asks for: names of its papers, labels of the photographs of its form. */
export interface AskedInCase {
  readonly materials: readonly string[];
  readonly photos: readonly string[];
}

const signedSheet = (): AttachedFor => ({ what: 'approval', name: paperName('approvalSheet') });

/** Stages first; then a sheet that was signed, photographs that the matter's form asks for, and papers: taken in, or still missing. */
export function purposesOf({ stages, approvals, fields }: CasePage, asked: AskedInCase): readonly AttachedFor[] {
  const papers = [...recordsOf(fields['materials']).map((row) => textOf(row['name'])), ...asked.materials];
  return [
    ...stages.map(({ name }): AttachedFor => ({ what: 'stage', name })),
    ...(approvals.length > 0 ? [signedSheet()] : []),
    ...asked.photos.map((name): AttachedFor => ({ what: 'field', name })),
    ...[...new Set(papers)].map((name): AttachedFor => ({ what: 'material', name })),
  ];
}

export const optionsOf = (
  page: CasePage,
  asked: AskedInCase,
): readonly { readonly value: string; readonly purpose: AttachedFor }[] =>
  purposesOf(page, asked).map((purpose) => ({ value: valueOf(purpose), purpose }));

/** What a file added now is most likely for: the photograph a stage still lacks, then the 呈批单 that is out for signature. */
export function wantedOf({ stages, approvals }: CasePage): string {
  const now = stages.find(({ state }) => state === 'now');
  const lacks = now?.needsPhoto === true && (now.photos ?? 0) === 0;
  if (now !== undefined && lacks) return valueOf({ what: 'stage', name: now.name });
  const isOut = approvals.some(({ state, isUnsigned }) => state === 'asked' || isUnsigned === true);
  return isOut ? valueOf(signedSheet()) : nothingSaid;
}
