/** 空表: what somebody fills in who brings many people at once (村里, 学校, 单位). Every column is text, so that no spreadsheet spoils a number. */
import { refuse, type Result } from '#shared/kernel/result.ts';
import { formFieldsSchema } from '#shared/kinds/matter/form-field.ts';
import { listColumns } from '#shared/kinds/matter/people-list/columns.ts';
import type { DeskCore } from '../core.ts';
import { matterOf } from '../queries/matters.ts';
import { runCatalogue } from './jobs.ts';

/** Refusal: matter.unknown. */
export function emptyListOf(core: DeskCore, code: string): Promise<Result<Uint8Array>> {
  const version = matterOf(core, code);
  if (version === undefined) return Promise.resolve(refuse('matter.unknown', { code }, 'matter'));
  const fields = formFieldsSchema.safeParse(version['fields']).data ?? [];
  const header = listColumns(fields).map(({ label }) => label);
  return runCatalogue<Uint8Array>({ do: 'sheet', sheet: { name: '名单', rows: [header] } });
}
