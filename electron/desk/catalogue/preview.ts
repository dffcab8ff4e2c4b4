/** What an import would do, a page at a time. */
import type { CataloguePage, CatalogueSummary, PreviewPart } from '#shared/contract/catalogue.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { compareMatter } from '#shared/kinds/matter/exchange/compare.ts';
import type { ReadMatter, RowError } from '#shared/kinds/matter/exchange/read.ts';
import { errorsAPage, type Plan, type PlannedMatter } from './jobs.ts';
import { fitting } from './take.ts';

export const summaryOf = ({ planned, same, missing, errors, wrong }: Plan): CatalogueSummary => ({
  new: planned.filter(({ state }) => state === 'new').length,
  changed: planned.filter(({ state }) => state === 'changed').length,
  same: same.length,
  missing: missing.length,
  errors,
  wrong,
  fits: fitting(planned).length,
});

/** `page` from 0; one behind the last is empty. */
export function previewOf(plan: Plan, part: PreviewPart, page: number): CataloguePage {
  const slice = <T>(all: readonly T[]): readonly T[] => all.slice(page * errorsAPage, (page + 1) * errorsAPage);
  const named = (all: readonly { readonly code: string; readonly name: string }[]): CataloguePage => ({
    lines: slice(all).map(({ code, name }) => ({ code, name, changes: [] })),
    errors: [],
  });
  switch (part) {
    case 'errors':
      return { lines: [], errors: JSON.parse(plan.errorPages[page] ?? '[]') as RowError[] };
    case 'same':
      return named(plan.same);
    case 'missing':
      return named(plan.missing);
    default:
      return { lines: slice(plan.planned.filter(({ state }) => state === part)).map(lineOf), errors: [] };
  }
}

function lineOf({ code, name, row, read }: PlannedMatter): CataloguePage['lines'][number] {
  const before = row === null ? undefined : (JSON.parse(row.value) as JsonObject);
  const comparison = compareMatter(before, JSON.parse(read) as ReadMatter);
  const changes = comparison.state === 'changed' ? comparison.changes : [];
  // The same JSON; the contract's type of it is one that may be written to.
  return { code, name, changes: changes as CataloguePage['lines'][number]['changes'] };
}
