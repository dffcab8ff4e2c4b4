import { describe, expect, it } from 'vitest';
import { shippedCalendar } from '../../tests/support/calendar.ts';
import { unwrap } from '../kernel/result.ts';
import { withYear } from './calendar.ts';
import { readNotice } from './calendar-notice.ts';

const notice2026 = `
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
国务院办公厅
2025年11月4日
`;

const refusalOf = (text: string) => {
  const result = readNotice(2027, text);
  return result.ok ? result.value : result.refusal;
};

describe('reading a notice', () => {
  it('finds the same days as the shipped calendar', () => {
    const read = unwrap(readNotice(2026, notice2026));
    expect(read.off).toEqual(shippedCalendar.data.years['2026']?.off);
    expect(read.work.toSorted()).toEqual(shippedCalendar.data.years['2026']?.work);
    const calendar = unwrap(withYear(shippedCalendar, 2026, read, 'typed.1'));
    expect(calendar.years.get(2026)?.off).toEqual(shippedCalendar.years.get(2026)?.off);
  });

  it('reads ranges over a month, single days and full-width figures', () => {
    const text =
      '春节：1月28日(周二)至2月4日(周二)放假调休，共8天。１月２６日（周日）上班。元旦：1月1日（周三）放假1天，不调休。';
    expect(unwrap(readNotice(2025, text, '通知'))).toEqual({
      off: ['2025-01-28..2025-02-04 春节', '2025-01-01 元旦'],
      work: ['2025-01-26'],
      status: 'official',
      source: '通知',
    });
  });

  it.each([
    [
      'a weekday that is not so',
      '元旦：1月1日（周四）放假。',
      'calendar.weekdayMismatch',
      { date: '2027-01-01', said: '周四' },
    ],
    [
      'a wrong end of a range',
      '国庆节：10月1日（周五）至7日（周三）放假。',
      'calendar.weekdayMismatch',
      { date: '2027-10-07', said: '周三' },
    ],
    ['a day that does not exist', '2月30日放假。', 'calendar.impossibleDate', { date: '2027-2-30' }],
    [
      'a count that is not so',
      '10月1日至6日放假，共7天。',
      'calendar.countMismatch',
      { said: 7, counted: 6, sentence: '10月1日至6日放假,共7天' },
    ],
    ['a day of which nothing is said', '1月1日放假。1月9日。', 'calendar.noticeUnclear', { date: '2027-01-09' }],
    ['no day off', '1月9日上班。', 'calendar.noticeEmpty', { year: 2027 }],
    ['nothing', '', 'calendar.noticeEmpty', { year: 2027 }],
  ])('refuses %s', (_, text, code, details) => {
    expect(refusalOf(text)).toEqual({ code, details });
  });

  it('leaves days of another year for the calendar’s own check to name', () => {
    const read = unwrap(readNotice(2027, '元旦：2026年12月31日至2027年1月2日放假。'));
    expect(withYear(shippedCalendar, 2027, read, 'typed.1')).toMatchObject({
      refusal: { code: 'calendar.outsideYear', details: { date: '2026-12-31', year: 2027 } },
    });
  });
});
