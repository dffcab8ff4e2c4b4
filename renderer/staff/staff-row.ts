import type { DeskClient } from '#shared/contract/index.ts';

type ListAnswer = Awaited<ReturnType<DeskClient['staff']['list']>>;
export type StaffRow = Extract<ListAnswer, { ok: true }>['value']['staff'][number];
