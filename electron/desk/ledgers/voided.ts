/** 作废台账: every number that was given and then voided. */
import { textOf } from '#shared/kinds/common/fields.ts';
import { word } from './ledger.ts';
import { caseLedger } from './of-cases.ts';

export const voided = caseLedger({
  name: 'voided',
  ledger: 'voided',
  title: '作废台账',
  basis: '作废的办件，按作废日期；编号不再使用，原记录仍可查。',
  columns: [
    { header: '作废日期', width: 12 },
    { header: '原因', width: 10 },
    { header: '说明', width: 33 },
    { header: '作废人', width: 10 },
  ],
  cells: ({ day, data, by }) => {
    const cause = textOf(data['cause']);
    return [day, word(`common.cause.${cause}`, cause), textOf(data['reason']), by];
  },
});
