/** Facts that several papers share, and how papers write them. Dates are Beijing dates, moments Beijing wall time: nothing is looked up. */
import { z } from 'zod';
import type { Block } from './blocks.ts';
import { displayReceiptNumber, parseReceiptNumber } from './receipt-number.ts';
import { formatChineseDate, formatChineseDateAndWeekday } from '../time/chinese-format.ts';
import { unsealedQr } from './paper-seal.ts';
import { getPlainDate, isPlainDate } from '../time/plain-date.ts';

export const line = z.string().trim().min(1).max(400);
export const longText = z.string().trim().min(1).max(20_000);
export const dateFact = z.string().refine((text): boolean => isPlainDate(text));
/** `2026-11-22 09:41`, as a clock in Beijing shows it. */
export const momentFact = z
  .string()
  .refine((text) => isPlainDate(text.slice(0, 10)) && /^ ([01]\d|2[0-3]):[0-5]\d$/.test(text.slice(10)));

export const hallFact = z.strictObject({
  /** 永丰镇便民服务中心. */
  name: line,
  /** The window or village station, when it is not the hall's name. */
  station: line.exactOptional(),
  address: line.exactOptional(),
  phone: line.exactOptional(),
  hours: line.exactOptional(),
});
export type HallFact = z.infer<typeof hallFact>;

/** A paper lies on tables and is photographed: a whole identity number is refused, only a masked one is printed. */
export const maskedIdFact = line.refine((text) => text.includes('*') && !/\d{15}/.test(text));

export const petitionerFact = z.strictObject({
  /** The name as declared; of a body its registered name. */
  name: line,
  /** 3607321985****0019. */
  maskedId: maskedIdFact.exactOptional(),
  /** 委托代理人 who acts for the petitioner (行政许可法 art. 29). */
  agent: line.exactOptional(),
  phone: line.exactOptional(),
});

const forms = {
  original: '原件',
  kept: '原件（留存待还）',
  shown: '原件已退',
  copy: '复印件',
  electronic: '电子',
} as const;
export const materialForm = z.enum(['original', 'kept', 'shown', 'copy', 'electronic']);
export const formName = (form: z.infer<typeof materialForm>): string => forms[form];

export const materialFact = z.strictObject({ name: line, copies: z.int().min(1).max(999), form: materialForm });

/** 补录: entered later than it happened; why is said wherever it shows. */
export const lateFact = z.strictObject({ enteredOn: dateFact, reason: line });
/** 更正件: what it replaces. */
export const replacesFact = z.strictObject({ number: line, issuedOn: dateFact, changes: z.array(line) });

/** What every paper on a case says: whose, about what, under which number, and whether it is 补录 or a 更正件. */
export const caseFacts = {
  hall: hallFact,
  number: line,
  /** The whole text of the code (`TB1-…`), behind the township's address once it has one. */
  qr: z.string().min(1).max(1000),
  petitioner: petitionerFact,
  matter: line,
  late: lateFact.exactOptional(),
  replaces: replacesFact.exactOptional(),
};

export const showDate = (date: string): string => formatChineseDate(getPlainDate(date));
export const showDateAndWeekday = (date: string): string => formatChineseDateAndWeekday(getPlainDate(date));
/** 2026年11月22日 09:41. */
export const showMoment = (moment: string): string => `${showDate(moment.slice(0, 10))}${moment.slice(10)}`;

/** In groups, so that it can be dictated and copied; an official number of another form stays as it is. */
export function showNumber(number: string): string {
  const parsed = parseReceiptNumber(number);
  return parsed.ok ? displayReceiptNumber(parsed.value.text) : number;
}

export function letterhead(hall: HallFact): Block {
  const where = [hall.station, hall.address].filter((part) => part !== undefined).join('　');
  const when = [hall.phone === undefined ? undefined : `电话 ${hall.phone}`, hall.hours].filter(
    (part) => part !== undefined,
  );
  return { type: 'letterhead', name: hall.name, lines: [where, when.join('　')].filter((text) => text !== '') };
}

/** 更正件 and 补录 stand first on the paper, before anything can be read as the ordinary one. */
export function historyMarkers(facts: {
  readonly replaces?: z.infer<typeof replacesFact>;
  readonly late?: z.infer<typeof lateFact>;
}): Block[] {
  const markers: Block[] = [];
  if (facts.replaces) {
    const { number, issuedOn, changes } = facts.replaces;
    const what = changes.length > 0 ? `　更正：${changes.join('、')}` : '';
    const detail = `代替 ${showDate(issuedOn)} 开的 ${showNumber(number)}，旧单作废，以这张为准${what}`;
    markers.push({ type: 'marker', kind: 'corrected', text: '更正件', detail });
  }
  if (facts.late) {
    const detail = `${showDate(facts.late.enteredOn)} 录入，原因：${facts.late.reason}`;
    markers.push({ type: 'marker', kind: 'late', text: '补录', detail });
  }
  return markers;
}

/** Made-up hall for samples. */
export const sampleHall: HallFact = {
  name: '永丰镇便民服务中心',
  station: '综合窗口 1 号',
  address: '兴国县永丰镇便民路 1 号',
  phone: '0797-5350000',
  hours: '周一至周五 8:30–17:30',
};
export const sampleNumber = '108201A726112200010';
/** An unsigned code of the length that is printed. */
export const sampleQr = (code: string): string =>
  unsealedQr({
    number: sampleNumber,
    paper: code,
    on: getPlainDate('2026-11-22'),
    token: '0123456789ABCDEFGHJKMNPQR0',
  });
