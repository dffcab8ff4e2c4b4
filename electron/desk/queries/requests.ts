/** What this township's desks asked their server to register: waiting for it, or not done. */
import { z } from 'zod';
import type { RegistryRequest } from '#shared/contract/work.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { instantOf } from '#shared/journal/hlc.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { textOf } from '#shared/kinds/common/fields.ts';
import { setOf } from '#shared/kinds/mechanism/fields.ts';
import { requestKind } from '#shared/kinds/mechanism/project.ts';
import type { ReadHandle } from '../store/handles.ts';
import { labelOf, recordsOf, staffNames } from './names.ts';

/** As `project` writes it. */
const rowSchema = z.object({
  kind: z.string(),
  type: z.string(),
  by: z.string(),
  at: z.string(),
  data: z.custom<JsonObject>(),
  declined: z.string().optional(),
});

export function requestsOf(read: ReadHandle): RegistryRequest[] {
  const nameOf = staffNames(read);
  return recordsOf(read, requestKind)
    .map(({ stream, key, value }): RegistryRequest => {
      const { kind, type, by, at, data, declined } = rowSchema.parse(value);
      const title = labelOf(read, kind, stream) ?? nameIn(setOf(data));
      return {
        entry: key,
        stream,
        kind,
        type,
        title,
        byName: nameOf(by),
        at: instantOf(at),
        declined: declined ?? null,
      };
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** Of a row that is not there yet. */
function nameIn(set: JsonObject): string {
  const worded = findPaper(textOf(set['paper']))?.names['zh-CN'];
  const said = set['name'] ?? set['year'] ?? set['code'] ?? worded;
  return typeof said === 'string' ? said : '';
}

/** Whether somebody asked here for this member of staff to be shut out: that holds at this desk before the server has answered. */
export const isSuspensionAsked = (read: ReadHandle, staff: string): boolean =>
  recordsOf(read, requestKind)
    .filter(({ stream }) => stream === staff)
    .map(({ value }) => rowSchema.parse(value))
    .filter(({ type, declined }) => declined === undefined && (type === 'suspended' || type === 'reinstated'))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .at(-1)?.type === 'suspended';
