/** Rules 1 of 帮办代办. Released: never change it; a change of rules is a new number. */
import { z } from 'zod';
import { choice, optional, optionalText, text } from '../common/fields.ts';
import { personName, phone } from '../common/identity.ts';
import { petitionerSchema } from '../common/petitioner.ts';
import type { FactsContext, FieldSpec, Redo, Ruleset, StepSpec } from '../mechanism/spec.ts';
import { valueOf, type StreamState } from '../mechanism/state.ts';
import { localLimit } from '../rule/limits.ts';
import { guardCovered, guardSigned, revoked, signedForm, withAuthority } from './authority.ts';
import { boundSteps } from './bound.ts';
import { custodySteps, detailsOfOut, guardAllBack } from './custody.ts';
import { learnProxy } from './learn.ts';
import { proxyPapers } from './papers.ts';

/** More nobody entrusts at one time. */
export const mostMatters = 20;

const day: FieldSpec = { class: 'guarded', input: 'date', schema: z.iso.date() };
const number: FieldSpec = { class: 'guarded', input: 'text', schema: phone };

const fields: Readonly<Record<string, FieldSpec>> = {
  /** help 帮办: beside them, they act themselves. act 代办: in their name, under a 委托书. */
  sort: { ...choice(['help', 'act']), order: 'first' },
  /** How it was asked: at the counter, at a village station, on a home visit, by phone (电话预登记). */
  channel: choice(['hall', 'station', 'visit', 'phone']),
  petitioner: { class: 'guarded', input: 'petitioner', schema: petitionerSchema, isPersonal: true },
  matters: {
    class: 'guarded',
    input: 'matters',
    schema: z
      .array(z.strictObject({ code: z.string().min(1).max(64) }))
      .min(1)
      .max(mostMatters),
  },
  /** 为什么要帮办代办: 年老, 残疾, 患病, 路远或在外, 不会办理, 其他. */
  because: choice(['old', 'disabled', 'ill', 'away', 'unsure', 'other']),
  need: optionalText(4000),
  /** Who asks, where it is not the person: a daughter on the telephone. A relative who applies is a 委托代理人 of the case, and no 代办. */
  asker: { class: 'guarded', input: 'text', schema: personName, isPersonal: true, isOptional: true },
  askerRelation: optionalText(50),
  askerPhone: { ...optional(number), isPersonal: true },
  /** 约定上门. */
  visitOn: optional(day),
  agent: { class: 'guarded', input: 'staff', schema: z.string().min(1).max(64) },
  /** The telephone the petitioner calls, as the slip names it. */
  agentPhone: { ...number, isPersonal: true },
  outcome: choice(['done', 'partly', 'notDone']),
};

const dues = ({ learnt, on }: FactsContext) => [
  learnt.due('accept', on, localLimit(learnt, 'proxyAccept').limit, 'overdue'),
];

type Guard = NonNullable<StepSpec['guard']>;

const isFor = (state: StreamState, sort: string): boolean => valueOf(state, 'sort') === sort;
const onlyActing: Guard = (state) => (isFor(state, 'act') ? null : 'proxy.helpOnly');
const covered: Guard = (state, _by, _data, { on }) => guardCovered(state, on);
const signed: Guard = (state, by, data, probe) =>
  onlyActing(state, by, data, probe) ?? guardSigned(state, data, probe.on);

const under = ['entrusted', 'accepted', 'suspended'];
const working = ['asked', ...under];

const again: Redo = { to: 'accepted', reopens: [] };

export const rules1: Ruleset = {
  undoMinutes: 10,
  states: {
    asked: 'open',
    entrusted: 'open',
    accepted: 'open',
    /** 中止: until what stands in the way is gone. */
    suspended: 'open',
    delivered: 'open',
    filed: 'open',
    reported: 'open',
    /** 已回访: the end of it. */
    calledBack: 'done',
    ended: 'done',
    withdrawn: 'done',
  },
  waits: ['suspended'],
  fields,
  papers: proxyPapers,
  learn: learnProxy,
  redo: { delivered: again, filed: again, reported: again },
  withdrawal: { from: working, to: 'withdrawn' },
  steps: {
    /** 登记: nothing that needs a signature has happened yet; what waits for one is printed with what is known. */
    asked: {
      ...{ v: 1, from: [], to: 'asked', permission: 'case.take', numbered: true },
      sets: [
        ...['sort', 'channel', 'petitioner', 'matters', 'because', 'need'],
        ...['asker', 'askerRelation', 'askerPhone', 'visitOn'],
      ],
      requires: ['sort', 'channel', 'petitioner', 'matters', 'because'],
      dues,
      issues: ['proxyAuthority'],
      issuesIf: (_data, _paper, state) => isFor(state, 'act'),
    },
    /** 委托: the sheet is signed. */
    entrusted: {
      ...{ v: 1, from: ['asked'], to: 'entrusted', permission: 'case.handle', isReversible: true },
      form: signedForm,
      guard: signed,
      course: (course, entry) => withAuthority(course, entry),
    },
    /** 受理: from now on somebody by name does it, and the petitioner knows whom to call. */
    accepted: {
      ...{ v: 1, from: ['asked', 'entrusted'], to: 'accepted', permission: 'case.handle', isReversible: true },
      sets: ['agent', 'agentPhone'],
      requires: ['agent', 'agentPhone'],
      guard: covered,
      meets: ['accept'],
      issues: ['proxySlip'],
    },
    /** 办理: what was done, where and with which result, one line each time; the history is where it is read. */
    worked: {
      ...{ v: 1, from: ['accepted'], permission: 'case.handle', isReversible: true },
      form: { what: text(500), where: optionalText(200), found: text(2000) },
      guard: covered,
    },
    ...boundSteps,
    /** 送达: what came of it is in their hands. */
    delivered: {
      ...{ v: 1, from: ['accepted'], to: 'delivered', permission: 'case.handle', isReversible: true },
      sets: ['outcome'],
      requires: ['outcome'],
      form: {
        way: choice(['home', 'hall', 'station', 'post']),
        receivedBy: text(100),
        relation: optionalText(50),
        receivedOn: day,
        found: text(2000),
      },
      issues: ['proxyClosing'],
    },
    /** 中止. */
    suspended: {
      ...{ v: 1, from: ['accepted'], to: 'suspended', permission: 'case.handle', isReversible: true },
      form: { why: text(2000), until: optional(day) },
      issues: ['proxySuspension'],
    },
    resumed: {
      ...{ v: 1, from: ['suspended'], to: 'accepted', permission: 'case.handle', isReversible: true },
      form: { found: optionalText(2000) },
      guard: covered,
    },
    /** 续办委托书 printed, to be signed; what it says holds from `renewed` on. */
    renewalMade: {
      ...{ v: 1, from: under, permission: 'paper.issue' },
      form: { until: day },
      guard: onlyActing,
      issues: ['proxyRenewal'],
    },
    /** 续办. */
    renewed: {
      ...{ v: 1, from: under, permission: 'case.handle', isReversible: true },
      form: signedForm,
      guard: signed,
      course: (course, entry) => withAuthority(course, entry),
    },
    /** 撤销委托 (民法典 art. 173): nothing more is done in their name till there is another one. */
    revoked: {
      ...{ v: 1, from: under, permission: 'case.handle', isReversible: true },
      form: { how: choice(['inPerson', 'phone', 'writing']), why: optionalText(2000) },
      guard: covered,
      course: (course, entry) => revoked(course, entry),
    },
    /** 换人: by the person in charge, where whoever did it cannot hand it over (工作移交 is the usual way). */
    agentChanged: {
      ...{ v: 1, from: ['accepted', 'suspended'], permission: 'dispatch.assign', isReversible: true },
      sets: ['agent', 'agentPhone'],
      requires: ['agent', 'agentPhone'],
      form: { why: text(500) },
      issues: ['proxySlip'],
    },
    /** 归档. */
    filed: {
      ...{ v: 1, from: ['delivered'], to: 'filed', permission: 'case.handle', isReversible: true },
      guard: guardAllBack,
      details: detailsOfOut,
    },
    ...custodySteps,
    /** 上报: it stands in a report to those above. */
    reported: {
      ...{ v: 1, from: ['filed'], to: 'reported', permission: 'case.handle', isReversible: true },
      form: { upperUnit: text(200) },
    },
    /** 回访, by fixed questions; whoever was not reached is called again. */
    calledBack: {
      ...{ v: 1, from: ['delivered', 'filed', 'reported'], to: 'calledBack', permission: 'case.handle' },
      isReversible: true,
      form: {
        way: choice(['phone', 'home', 'hall']),
        spokenWith: text(100),
        /** 办成了吗; 原件都还了吗; 收过钱吗; 满意吗. */
        isDone: choice(['yes', 'no']),
        areBack: choice(['yes', 'no', 'none']),
        wasCharged: choice(['no', 'yes']),
        content: choice(['very', 'content', 'notContent']),
        remark: optionalText(2000),
      },
    },
    /** 终止: by the person, or because it cannot be done. */
    ended: {
      ...{ v: 1, from: working, to: 'ended', permission: 'case.handle', isReversible: true },
      form: { cause: choice(['petitioner', 'cannot', 'noAuthority', 'other']), why: text(2000) },
      ends: ['accept'],
      issues: ['proxyClosing'],
    },
  },
};
