/**
 * What the simulated card reader (读卡 (模拟)) of a demonstration reads, as a reader would say it: `shared/` has no word for it, because
 * the page checks it like anything a device says. Everybody is made up; numbers pass their check except where a card is to be misread.
 */
import { makeResidentId, type ResidentIdParts } from '#shared/identity/resident-id.ts';
import { addDays, getPlainDate, type PlainDate } from '#shared/time/plain-date.ts';
import type { DeviceSaid, MadeUpCard } from '#shared/contract/desk.ts';

const years = (count: number): number => Math.round(count * 365.25);

interface Person extends ResidentIdParts {
  readonly name: string;
  readonly address: string;
  readonly ethnicity?: string;
}

const xingguo = '江西省赣州市兴国县永丰镇';
const plain: Person = {
  ...{ name: '钟秀兰', address: `${xingguo}示例村 3 组 12 号`, ethnicity: '汉' },
  ...{ area: '360732', birth: getPlainDate('1968-04-12'), sequence: 426 },
};
const old: Person = { ...plain, name: '刘德昌', birth: getPlainDate('1949-11-02'), sequence: 113 };
const rare: Person = { ...plain, name: '𠮷春㛃', birth: getPlainDate('1991-07-30'), sequence: 248 };
const minority: Person = {
  ...{ name: '阿卜杜热西提·买买提阿卜杜拉', address: '新疆维吾尔自治区喀什地区疏附县示例乡 5 号', ethnicity: '维吾尔' },
  ...{ area: '653121', birth: getPlainDate('1985-01-19'), sequence: 37 },
};
const hongKong: Person = {
  ...{ name: '陈嘉怡', address: `${xingguo}圩镇示例路 8 号` },
  ...{ area: '810000', birth: getPlainDate('1994-08-23'), sequence: 2 },
};

function cardOf(person: Person, validTo: PlainDate | 'longTerm', idType = 'residentId'): DeviceSaid {
  const { name, address, ethnicity, birth, sequence } = person;
  return {
    ...{ name, idType, idNumber: makeResidentId(person), sex: sequence % 2 === 1 ? 'male' : 'female', birth, address },
    ...(ethnicity === undefined ? {} : { ethnicity }),
    ...{ issuedBy: '兴国县公安局', validTo },
  };
}

/** As a worn chip says it: one digit is another. */
function misread(person: Person, validTo: PlainDate): DeviceSaid {
  const number = makeResidentId(person);
  return { ...cardOf(person, validTo), idNumber: number.slice(0, 17) + (number.endsWith('1') ? '2' : '1') };
}

export function sayMadeUpCard(which: MadeUpCard, today: PlainDate): DeviceSaid {
  if (which === 'unread') return { kind: 'problem', code: 'unread' };
  const good = addDays(today, years(6));
  const cards: Readonly<Record<Exclude<MadeUpCard, 'unread'>, DeviceSaid>> = {
    plain: cardOf(plain, good),
    expired: cardOf(old, addDays(today, -40)),
    rare: cardOf(rare, good),
    minority: cardOf(minority, 'longTerm'),
    permit: cardOf(hongKong, good, 'residencePermit'),
    misread: misread(plain, good),
  };
  return { kind: 'card', card: cards[which] };
}
