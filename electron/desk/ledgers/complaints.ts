/** 投诉、办不成事台账 (优化营商环境条例). */
import { textOf } from '#shared/kinds/common/fields.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { loadState } from '../journal/projections.ts';
import type { DeskCore } from '../core.ts';
import { statusWord, word } from './ledger.ts';
import { caseLedger } from './of-cases.ts';

/** As it stands now: a complaint that was corrected says what it was corrected to. */
function outcomeOf(core: DeskCore, kind: string, stream: string): readonly [sort: string, outcome: string] {
  const fields: JsonObject = Object.fromEntries(
    Object.entries(loadState(core.store.read, core.findKind, stream)?.core.fields ?? {}).map(([name, { value }]) => [
      name,
      value,
    ]),
  );
  const told = (name: string): string => {
    const value = textOf(fields[name]);
    return value === '' ? '—' : word(`${kind}.value.${name}.${value}`, value);
  };
  return [told('sort'), told('outcome')];
}

export const complaints = caseLedger({
  name: 'complaint',
  ledger: 'complaint',
  title: '投诉、办不成事台账',
  basis: '登记的投诉和办不成事；被投诉的人看不到自己的那一件，也不计在他看到的件数里。',
  columns: [
    { header: '登记日期', width: 12 },
    { header: '类别', width: 8 },
    { header: '登记人', width: 8 },
    { header: '处理结果', width: 12 },
    { header: '现在状态', width: 10 },
    { header: '备注', width: 15 },
  ],
  cells: ({ day, by, kind, status, stream }, core) => {
    const [sort, outcome] = outcomeOf(core, kind, stream);
    return [day, sort, by, outcome, statusWord(kind, status), ''];
  },
});
