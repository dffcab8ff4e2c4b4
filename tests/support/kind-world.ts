/** What `decide` needs and nothing of a desk: time, ids, numbers and other streams as a test wants them. */
import { qrToken } from '#shared/documents/qr-code.ts';
import { formReceiptNumber } from '#shared/documents/receipt-number.ts';
import type { EntryBody, FoldEntry } from '#shared/journal/entry.ts';
import { nextHlc } from '#shared/journal/hlc.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { permissions, permissionsOf, type Permission } from '#shared/kernel/permissions.ts';
import { unwrap, type Result } from '#shared/kernel/result.ts';
import { decideBegin, decideNext, mayStep, type Command, type Decision } from '#shared/kinds/mechanism/decide.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { matterVersion } from '#shared/kinds/matter/in-force.ts';
import { countDue } from '#shared/kinds/mechanism/dues.ts';
import { fold, type FindKind } from '#shared/kinds/mechanism/fold.ts';
import { ofSampleCase } from '#shared/kinds/proxy/sample.ts';
import type { CaseFacts, Learnt } from '#shared/kinds/mechanism/learnt.ts';
import type { SampleCommand } from '#shared/kinds/mechanism/spec.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { findKindIn } from '#shared/kinds/registry.ts';
import { rolesSchema } from '#shared/kinds/staff/index.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { shippedCalendar } from './calendar.ts';
import { testSigner } from './paper-signer.ts';

/** Who acts, and what differs from the usual: everything allowed, the only person, at the authority. */
export interface As {
  readonly by?: string;
  readonly act?: string;
  readonly may?: readonly Permission[];
  readonly isAuthority?: boolean;
  readonly hasSecondPerson?: boolean;
  /** Papers that may have come out of a printer. */
  readonly out?: readonly string[];
  /** At another station than the usual one (永丰镇 21 村). */
  readonly station?: string;
  readonly late?: { readonly on: string; readonly reason: string };
}

export interface KindWorld {
  readonly kind: Kind;
  readonly findKind: FindKind;
  /** Rows of other streams, `kind key`. */
  readonly records: Map<string, JsonObject>;
  /** Cases of other streams, as `learnt.caseOf` tells them. */
  readonly cases: Map<string, CaseFacts>;
  readonly advance: (milliseconds: number) => void;
  readonly learnt: (as?: As) => Learnt;
  readonly begin: (command: Command, as?: As) => Result<Decision>;
  readonly next: (state: StreamState, command: Command, as?: As) => Result<Decision>;
  readonly may: (state: StreamState, type: string, as?: As) => Result<true>;
  readonly fold: (entries: readonly FoldEntry[], from?: StreamState) => StreamState;
  readonly id: () => string;
  /** The time of the next entry. */
  readonly at: () => string;
}

export const minute = 60_000;
const usualStation = '360732108201';
export const day = 24 * 60 * minute;
/** The content of an attachment that is neither here nor at the hub. */
export const contentElsewhere = 'cd'.repeat(32);
export const testMatter = (code: string, days: number, isActive = true): JsonObject => ({
  code,
  name: `示例事项 ${code}`,
  category: '示例',
  type: 'publicService',
  version: '1',
  promised: { amount: days, unit: 'workingDay' },
  isActive,
});

/** 初审上报, through stages of every kind. */
export const stagedMatter = (code: string, decides: 'here' | 'above' | 'collect', isStaged = true): JsonObject => ({
  ...testMatter(code, 10),
  decides,
  authority: '示例县民政局',
  upperLimit: { amount: 15, unit: 'workingDay' },
  ...(isStaged ? { stages: stagesFor(decides) } : {}),
});
/** Granted and refused only after 呈批, granted by two. */
export const signedMatter = (code: string): JsonObject => ({
  ...testMatter(code, 5),
  fetchWithin: { amount: 30, unit: 'calendarDay' },
  approvals: [
    { decision: 'granted', role: '主要领导', needsTwo: true },
    { decision: 'refused', role: '分管领导' },
  ],
});

/** 缺件办法 of every sort, 容缺, 告知承诺 and a local rule of 视为撤回. */
export const papersMatter = (code: string): JsonObject => ({
  ...testMatter(code, 10),
  tolerance: { amount: 5, unit: 'workingDay' },
  withdrawnAfter: { amount: 10, unit: 'workingDay' },
  pledge: {
    text: '申报内容真实，符合条件。',
    checkWithin: { amount: 30, unit: 'calendarDay' },
    liability: '承诺不实的，撤销决定。',
  },
  materials: [
    { name: '居民身份证', form: 'copy', copies: 1, isNecessary: true, waysOut: ['check', 'photo', 'comeBack'] },
    { name: '户口簿', form: 'copy', copies: 1, isNecessary: true, waysOut: ['fetch', 'photo', 'comeBack'] },
    { name: '收入声明', form: 'original', copies: 1, isNecessary: true, waysOut: ['pledge', 'comeBack'] },
    { name: '房屋设计图', form: 'original', copies: 2, isNecessary: false, waysOut: ['tolerate', 'fetch'] },
    { name: '银行卡', form: 'copy', copies: 1, isNecessary: true },
  ],
});
const stagesFor = (decides: string): JsonObject[] => [
  { kind: 'preliminary', name: '初审', responsible: '民政窗口', limit: { amount: 2, unit: 'workingDay' } },
  { kind: 'siteVisit', name: '现场勘验', limit: { amount: 3, unit: 'workingDay' } },
  { kind: 'publicity', name: '公示' },
  ...(decides === 'here' ? [] : [{ kind: 'report', name: '上报', limit: { amount: 1, unit: 'workingDay' } }]),
  { kind: 'certificate', name: '制证到件', limit: { amount: 5, unit: 'workingDay' } },
];

/** Samples name cases that nobody took in: their streams say whose they are. */
function sampleCaseAt(stream: string): CaseFacts | undefined {
  const idNumber = ofSampleCase(stream);
  if (idNumber === undefined) return undefined;
  const petitioner = { name: '示例申请人', idType: 'residentId', idNumber };
  return { kind: 'service', number: '108201A72611230007K', fields: { petitioner, matter: { code: 'SAMPLE' } } };
}

export function kindWorld(kind: Kind, others: readonly Kind[] = [], start = '2026-11-23T01:00:00.000Z'): KindWorld {
  let now = Date.parse(start);
  let last: string | undefined;
  let drawn = 0;
  let serial = 0;
  const draw = (): string => (drawn += 1).toString(16).padStart(12, '0');
  const id = (): string => `00000000-0000-7000-8000-${draw()}`;
  const findKind = findKindIn([kind, ...others]);
  const records = new Map([
    ['matter SAMPLE', testMatter('SAMPLE', 5)],
    ['matter LONG', testMatter('LONG', 15)],
    ['matter GONE', testMatter('GONE', 5, false)],
    ['matter STAGED', stagedMatter('STAGED', 'here')],
    ['matter SIGNED', signedMatter('SIGNED')],
    ['matter ABOVE', stagedMatter('ABOVE', 'above')],
    ['matter COLLECT', stagedMatter('COLLECT', 'collect', false)],
    [
      'matter VILLAGE',
      { ...testMatter('VILLAGE', 5), village: 'collect', villageLimit: { amount: 3, unit: 'workingDay' } },
    ],
    ['station 360732108215', { name: '示例村便民服务站', form: 'village' }],
    ['matter PERMIT', { ...testMatter('PERMIT', 10), type: 'permit', statutory: { amount: 20, unit: 'workingDay' } }],
    ['matter PAPERS', papersMatter('PAPERS')],
    ['staff SAMPLE', { name: '示例人员', isActive: true }],
    ['staff clerk', { name: '人员 clerk', isActive: true }],
    ['staff chief', { name: '人员 chief', isActive: true }],
  ]);
  const cases = new Map<string, CaseFacts>();
  const learnt = ({
    by = 'clerk',
    may = permissions,
    isAuthority = true,
    hasSecondPerson = false,
    out = [],
    station = usualStation,
  }: As = {}): Learnt => ({
    record: (name, key) => records.get(`${name} ${key}`),
    recordAt: (name, version) =>
      [...records].find(([key, row]) => key.startsWith(`${name} `) && matterVersion(row, version) !== undefined)?.[1],
    caseOf: (stream) => cases.get(stream) ?? sampleCaseAt(stream),
    due: (name, from, limit, lapse, stops) => countDue(shippedCalendar, name, from, limit, lapse, stops),
    may: (permission) => may.includes(permission),
    staff: { id: by, name: `人员 ${by}` },
    station: {
      ...{ code: station, name: '永丰镇便民服务中心', township: '永丰镇', organ: '兴国县永丰镇人民政府' },
      ...{ reviewBody: '兴国县人民政府', court: '兴国县人民法院' },
    },
    isAuthority,
    hasSecondPerson,
    hasOther: (permission, except) =>
      [...records].some(([key, row]) => {
        const [name, id = ''] = key.split(' ');
        const held = rolesSchema.safeParse(row['roles']).data ?? [];
        return name === 'staff' && !except.includes(id) && permissionsOf(held).has(permission);
      }),
    mayBeOut: (_stream, papers) => papers.some((paper) => out.includes(paper)),
    hasContent: (blob) => blob !== contentElsewhere,
    pictureOf: () => undefined,
    takeNumber: () =>
      formReceiptNumber({ area: '108201', writerCode: 'A7', date: getPlainDate('2026-11-23'), serial: (serial += 1) }),
    mint: { id, token: () => qrToken(new TextEncoder().encode(draw().padStart(16, '0'))) },
    signer: () => testSigner,
  });
  const pen = ({ by = 'clerk', act = id(), late, station = usualStation }: As = {}) => ({
    act,
    by,
    station,
    writer: '00000000-0000-7000-9000-000000000001',
    next: () => ({ id: id(), at: (last = nextHlc(last, now)), now: new Date(now).toISOString() }),
    ...(late ? { late } : {}),
  });
  return {
    kind,
    findKind,
    records,
    cases,
    id,
    at: () => (last = nextHlc(last, now)),
    advance: (milliseconds) => (now += milliseconds),
    learnt,
    begin: (command, as) => decideBegin(findKind, kind, id(), command, learnt(as), pen(as)),
    next: (state, command, as) => decideNext(findKind, kind, state, command, learnt(as), pen(as)),
    may: (state, type, as) => mayStep(kind, state, type, learnt(as), as?.by ?? 'clerk', (last = nextHlc(last, now))),
    fold: (entries, from) => {
      const state = fold(findKind, entries.map(asStored), from);
      if (state === undefined) throw new Error('no entries');
      return state;
    },
  };
}

/** Where a sample wants it done, and by whom. */
export const asSaid = ({ station, by }: SampleCommand): As => ({
  ...(station === undefined ? {} : { station }),
  ...(by === undefined ? {} : { by }),
});

/** As it comes back from the store: through bytes of JSON. */
export const asStored = (entry: FoldEntry): FoldEntry => ({
  ...entry,
  body: entry.body === null ? null : (JSON.parse(JSON.stringify(entry.body)) as EntryBody),
});

/** A stream as a test tells it: each call one act that must be allowed. */
export class Story {
  readonly world: KindWorld;
  readonly entries: FoldEntry[] = [];
  state: StreamState;
  last: Decision;
  constructor(world: KindWorld, first: Command, as?: As) {
    this.world = world;
    this.last = unwrap(world.begin(first, as));
    this.state = this.last.state;
    this.entries.push(...this.last.entries);
  }
  do(type: string, data: JsonObject = {}, as?: As): this {
    return this.keep(unwrap(this.world.next(this.state, { type, data }, as)));
  }
  keep(decision: Decision): this {
    this.last = decision;
    this.state = decision.state;
    this.entries.push(...decision.entries);
    return this;
  }
  /** What is refused now, or null. */
  refusal(type: string, data: JsonObject = {}, as?: As): string | null {
    const result = this.world.next(this.state, { type, data }, as);
    return result.ok ? null : result.refusal.code;
  }
  /** Entries decided here at once by several people who do not see each other, folded in the order given (as a hub orders them). */
  meet(...apart: readonly Result<Decision>[]): this {
    this.entries.push(...apart.flatMap((decided) => unwrap(decided).entries));
    this.state = this.world.fold(this.entries);
    return this;
  }
  get marks(): readonly string[] {
    return this.state.marks.map(({ code }) => code);
  }
}
