/** 不予受理台账 (行政许可法 art. 32(1)(1), (2): 不予受理要出具决定并说明理由). */
import { textOf } from '#shared/kinds/common/fields.ts';
import { caseLedger } from './of-cases.ts';

export const refused = caseLedger({
  name: 'refused',
  ledger: 'refused',
  title: '不予受理台账',
  basis: '作出不予受理决定的办件；撤回的决定和作废、并案的办件不算。',
  columns: [
    { header: '决定日期', width: 12 },
    { header: '不予受理的理由', width: 27 },
    { header: '依据', width: 18 },
    { header: '经办人', width: 8 },
  ],
  cells: ({ day, data, by }) => [day, textOf(data['reason']), textOf(data['basis']), by],
});
