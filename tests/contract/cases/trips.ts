/** 多跑一次登记, 投诉 and the township's own limits. */
import { expect } from 'vitest';
import { intake } from '../../support/desk.ts';
import type { ContractCase } from '../support/run-cases.ts';
import { act, as, bad, good, nobody, streamOf, valueOf, type Answers } from './scene.ts';

const period = { from: '2026-11-01', to: '2026-11-30' };
const of = { ...period, matter: 'SAMPLE', version: '1' };
const toPublish = {
  ...{ ...period, matter: 'SAMPLE', scope: 'all', columns: ['serial', 'name'] },
  ...{ title: '公示', note: '', phone: '' },
};
const drawable = { ...period, matters: [], stations: [] };
const toDraw = {
  ...{ ...drawable, act: act(), title: '专项检查', body: '示例县局', method: 'simple', seed: '7' },
  wish: { count: 2 },
};
const admitted = {
  ...{ act: act(), name: '检查示例', body: '示例县局', login: 'jiancha', password: 'Inspect-made-up-2026', days: 3 },
};
const gaps = [{ material: '户口簿', standard: '原件' }];
const complaint = (set: Record<string, unknown>) => ({
  ...{ act: act(), kind: 'complaint', type: 'received' },
  data: { set: { sort: 'complaint', request: '没有人接待', ...set } },
});
const lacking = { kind: 'inquiry', type: 'lacking' };

const ends = (head: number, tail: number, stars: number) => ({ head, tail, stars });
const localPattern = {
  ...{ name: 'surname', idNumber: ends(6, 4, 0), phone: ends(3, 4, 4), account: ends(0, 4, 4) },
};
const decidedSo = { basis: '县政务公开办通知', decidedBy: '镇党政办' };

export const trips: readonly ContractCase[] = [
  good('a case that will lack a paper', 'case.begin', intake(act(), {}, { petitioner: { name: '补正示例' } })),
  good('its notice', 'case.step', (all: Answers) => ({
    ...{ act: act(), stream: streamOf(all, 'a case that will lack a paper'), type: 'correctionNoticed' },
    data: { gaps, whyMissing: 'guide' },
  })),
  good('a question of somebody who lacks one', 'case.begin', {
    ...{ act: act(), ...lacking },
    data: { set: { matter: { code: 'SAMPLE' }, lacks: ['户口簿'] } },
  }),
  bad(
    'a question of somebody who lacks nothing',
    'case.begin',
    { act: act(), ...lacking, data: { set: { matter: { code: 'SAMPLE' }, lacks: [] } } },
    'input.missing',
    'set.lacks',
  ),
  good('the ledger', 'trip.ledger', period, {
    rows: expect.arrayContaining([
      expect.objectContaining({ matter: 'SAMPLE', papers: [{ name: '户口簿', count: expect.any(Number) as number }] }),
    ]) as unknown,
  }),
  bad('the ledger of no day', 'trip.ledger', { from: '2026-11-31', to: '2026-12-01' }, 'input.invalid', 'from'),
  good('the visits behind it', 'trip.list', of),
  bad('the visits of too long a name', 'trip.list', { ...of, matter: 'x'.repeat(65) }, 'input.tooLong', 'matter'),
  good(
    'who has come back',
    'trip.returning',
    (all: Answers) => ({ stream: streamOf(all, 'a case that will lack a paper') }),
    { notices: [{ petitioner: '补***', papers: ['户口簿'] }] },
  ),
  bad('who has come back to what is no id', 'trip.returning', { stream: 'x' }, 'input.invalid', 'stream'),
  good('a list to be published', 'publish.preview', toPublish, { heads: ['序号', '姓名'], minors: 0 }),
  bad('a list of nobody', 'publish.preview', { ...toPublish, matter: 'NONE' }, 'publish.none'),
  good('a list that goes public', 'publish.export', { ...toPublish, act: act(), form: 'xlsx' }),
  bad(
    'a list with a number in its heading',
    'publish.export',
    { ...toPublish, title: '公示 13907975555', act: act(), form: 'docx' },
    'publish.found',
  ),
  bad(
    'a list saved where there is no window',
    'publish.save',
    { ...toPublish, act: act(), form: 'docx', name: '公示' },
    'save.notHere',
  ),
  bad(
    'a list as PDF where nothing draws',
    'publish.export',
    { ...toPublish, act: act(), form: 'pdf' },
    'publish.noPdf',
  ),
  good('how public lists are masked', 'publish.pattern', {}, { versions: [] }),
  bad('how lists of a form are masked', 'publish.pattern', { form: 'pdf' }, 'input.unknownKey', 'form'),
  good('mask them by the local pattern', 'publish.setPattern', { act: act(), pattern: localPattern, ...decidedSo }),
  bad(
    'mask them by nobody’s decision',
    'publish.setPattern',
    { act: act(), pattern: localPattern, ...decidedSo, decidedBy: '' },
    'input.missing',
    'decidedBy',
  ),
  good('the ledger as a workbook', 'trip.export', period),
  bad('a workbook of no day', 'trip.export', { ...period, to: 'x' }, 'input.invalid', 'to'),
  bad('a workbook saved where there is no window', 'trip.save', { ...period, name: '多跑一次登记' }, 'save.notHere'),
  good('how many rows each register has', 'ledger.counts', period, {
    ledgers: expect.arrayContaining([expect.objectContaining({ name: 'notified' })]) as unknown,
  }),
  bad('registers of no day', 'ledger.counts', { ...period, to: 'x' }, 'input.invalid', 'to'),
  good('a register', 'ledger.page', { ledger: 'notified', ...period, limit: 50 }),
  bad('a register nobody keeps', 'ledger.page', { ledger: 'x', ...period, limit: 50 }, 'input.invalid', 'ledger'),
  bad(
    'a register of who looked at what, by a chief',
    'ledger.page',
    { ledger: 'looks', ...period, limit: 50 },
    'permission.missing',
  ),
  as('auditor', good('who looked at what, by the auditor', 'ledger.page', { ledger: 'looks', ...period, limit: 50 })),
  as(
    'auditor',
    bad('the auditor reads no cases', 'ledger.page', { ledger: 'voided', ...period, limit: 5 }, 'permission.missing'),
  ),
  good('a register on paper', 'ledger.html', { ledger: 'voided', ...period }),
  bad(
    'a register of the audit on paper, by a chief',
    'ledger.html',
    { ledger: 'looks', ...period },
    'permission.missing',
  ),
  good('a register as a workbook', 'ledger.export', { ledger: 'refused', ...period, act: act() }),
  bad(
    'a workbook of what one may not read',
    'ledger.export',
    { ledger: 'looks', ...period, act: act() },
    'permission.missing',
  ),
  bad(
    'a register saved where there is no window',
    'ledger.save',
    { ledger: 'refused', ...period, act: act(), name: '台账' },
    'save.notHere',
  ),
  good('how many cases fit', 'inspection.population', drawable),
  bad('how many fit no day', 'inspection.population', { ...drawable, to: 'x' }, 'input.invalid', 'to'),
  good('a sample', 'inspection.draw', toDraw),
  bad('a sample of nothing', 'inspection.draw', { ...toDraw, act: act(), matters: ['NONE'] }, 'inspection.none'),
  good('the samples', 'inspection.list', {}),
  as('auditor', bad('the samples, for the auditor', 'inspection.list', {}, 'permission.missing')),
  good('its cases', 'inspection.page', (all: Answers) => ({ stream: streamOf(all, 'a sample') })),
  bad('cases of no sample', 'inspection.page', { stream: nobody }, 'inspection.unknown'),
  good('its list on paper', 'inspection.paper', (all: Answers) => ({ stream: streamOf(all, 'a sample') })),
  bad('the list of no sample', 'inspection.paper', { stream: nobody }, 'inspection.unknown'),
  good('an inspector', 'inspection.admit', admitted),
  bad(
    'an inspector of a login name that is taken',
    'inspection.admit',
    { ...admitted, act: act() },
    'record.exists',
    'login',
  ),
  good('an inspector who leaves early', 'inspection.end', (all: Answers) => ({
    ...{ act: act(), staff: (valueOf(all, 'an inspector') as { staff: string }).staff },
  })),
  bad('an inspector nobody let in', 'inspection.end', { act: act(), staff: nobody }, 'staff.unknown'),
  good('an inspection that is over', 'inspection.finish', (all: Answers) => ({
    ...{ act: act(), stream: streamOf(all, 'a sample'), note: '没有发现问题' },
  })),
  bad('the end of no inspection', 'inspection.finish', { act: act(), stream: nobody, note: '' }, 'inspection.unknown'),
  good('a guide to take home', 'paper.matterGuide', { code: 'SAMPLE', size: 'A4' }),
  bad('a guide of no matter', 'paper.matterGuide', { code: 'NONE', size: '80mm' }, 'matter.unknown'),
  bad('a guide of a size it has not', 'paper.matterGuide', { code: 'SAMPLE', size: 'A5' }, 'input.invalid', 'size'),
  as('auditor', bad('the auditor reads no ledger', 'trip.ledger', period, 'permission.missing')),
  good('a complaint of nobody', 'case.begin', complaint({}), { status: 'received' }),
  bad('a complaint that says nothing', 'case.begin', complaint({ request: '' }), 'input.missing', 'set.request'),
  bad(
    'a complaint about nobody who works here',
    'case.begin',
    complaint({ against: nobody }),
    'staff.unknown',
    'against',
  ),
  bad('what could not be done for nobody', 'case.begin', complaint({ sort: 'stuck' }), 'complaint.who', 'petitioner'),
  good('a limit of the township', 'registry.begin', {
    ...{ act: act(), kind: 'rule', type: 'declared' },
    data: { set: { code: 'complaintAnswer', name: '投诉答复时限', limit: { amount: 15, unit: 'workingDay' } } },
  }),
  bad(
    'the same limit twice',
    'registry.begin',
    {
      ...{ act: act(), kind: 'rule', type: 'declared' },
      data: { set: { code: 'complaintAnswer', name: '又一个', limit: { amount: 3, unit: 'workingDay' } } },
    },
    'record.exists',
    'set.code',
  ),
  good(
    'the limits of the township',
    'registry.list',
    { kind: 'rule', search: '' },
    { rows: [{ key: 'complaintAnswer' }] },
  ),
  good('who might be asked to help', 'registry.agents', { stream: null }, { agents: [] }),
  bad('who might be asked, of something that is no case', 'registry.agents', { stream: '' }, 'input.invalid'),
];
