/** Names as papers print them. Of somebody of another desk whose name has not come here papers say so: they are Chinese, and print no id. */
import { idSchema } from '#shared/journal/entry.ts';
import type { DeskCore } from '../core.ts';
import { staffNames } from './names.ts';

export const onPaper = (name: string): string => (idSchema.safeParse(name).success ? '别处的工作人员' : name);

/** Staff by id. */
export function namesOnPaper({ store }: DeskCore): (staff: string) => string {
  const nameOf = staffNames(store.read);
  return (staff) => onPaper(nameOf(staff)) || '—';
}
