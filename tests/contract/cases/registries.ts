/** Matters, stations and the calendar. */
import { expect } from 'vitest';
import type { ContractCase } from '../support/run-cases.ts';
import { madeDocx, paragraphsOf } from '../../support/made-docx.ts';
import { madeXlsx } from '../../support/made-xlsx.ts';
import { act, bad, good, streamOf, valueOf, type Answers } from './scene.ts';

const matter = (code: string) => ({
  set: { code, name: '新事项', category: '示例', type: 'publicService', version: '1' },
});
const year = { year: '2028', off: ['2028-01-01'], work: [], status: 'estimated', version: 'made-up-1', source: '示例' };
const typo = (off: string[], work: string[] = []) => ({ ...year, act: act(), version: 'made-up-2', off, work });
const imported = act();
const file = act();
const inJson = { matters: [{ ...matter('FILE').set, name: '文件里的事项' }, { code: 'NEW' }] };
const naming = { effectiveFrom: '2026-12-01', version: '二版' };
const take = { act: act(), file, ...naming, retire: [] };
const read = (name: string, one: Partial<ContractCase>): ContractCase => ({
  ...{ name, path: 'catalogue.read', window: 'chief', input: { file }, take: 100 },
  ...{ expects: { refused: 'catalogue.gone' }, ...one },
});
/** The last message of a stream. */
const ends = (message: unknown): ContractCase['expects'] => ({
  check: (answer) => {
    const messages: unknown = answer.ok ? answer.value : undefined;
    expect(Array.isArray(messages) ? messages.at(-1) : answer).toMatchObject(message as object);
  },
});
/** 官方表格: brought, looked at, kept with its matter. */
const brought = act();
const ofDraft = act();
const wrongForm = act();
const roster = act();
const sampleVersion = { code: 'NEW', name: '改名事项' };
const docx = (text: string): string => Buffer.from(madeDocx(paragraphsOf(text))).toString('base64');
const rosterAsked = { name: '花名册', version: sampleVersion, isRoster: true };
const workbook = Buffer.from(await madeXlsx(['{批次号}'], ['{序号}', '{姓名}', '{身份证号}'])).toString('base64');
const streamOfMatter = (all: Answers): string =>
  (valueOf(all, 'a matter with its versions') as { row: { stream: string } }).row.stream;
const officialForms: readonly ContractCase[] = [
  good(
    'tags of a matter',
    'matter.formTags',
    { version: sampleVersion },
    { ofRoster: ['{序号}', '{收件编号}', '{批次号}', '{上级单位}', '{人数}', '{上报日期}', '{填表人}'] },
  ),
  bad('tags of nothing', 'matter.formTags', {}, 'input.missing', 'version'),
  good('bring a form', 'matter.formPart', { upload: brought, index: 0, data: docx('申请人 {姓名}') }),
  good('bring a wrong one', 'matter.formPart', { upload: wrongForm, index: 0, data: docx('{没有}') }),
  bad('bring a gap', 'matter.formPart', { upload: act(), index: 1, data: docx('x') }, 'attachment.gap'),
  good(
    'look at it',
    'matter.lookAtForm',
    { upload: brought, name: '申请表', version: sampleVersion, isRoster: false },
    {
      tags: ['姓名'],
      unknown: [],
      size: 'A4',
    },
  ),
  good(
    'look at the wrong one',
    'matter.lookAtForm',
    { upload: wrongForm, name: '申请表', version: sampleVersion, isRoster: false },
    {
      unknown: ['没有'],
    },
  ),
  bad(
    'look at nothing',
    'matter.lookAtForm',
    { upload: act(), name: '申请表', version: sampleVersion, isRoster: false },
    'attachment.gone',
  ),
  bad(
    'keep the wrong one',
    'matter.keepForm',
    (all: Answers) => ({
      ...{
        act: act(),
        stream: streamOfMatter(all),
        upload: wrongForm,
        name: '申请表',
        version: sampleVersion,
        isRoster: false,
      },
    }),
    'officialForm.unknownTag',
  ),
  good('keep it', 'matter.keepForm', (all: Answers) => ({
    ...{
      act: act(),
      stream: streamOfMatter(all),
      upload: brought,
      name: '申请表',
      version: sampleVersion,
      isRoster: false,
    },
  })),
  good(
    'look at the kept one',
    'matter.lookAtKeptForm',
    (all: Answers) => ({
      stream: streamOfMatter(all),
      file: (valueOf(all, 'keep it') as { id: string }).id,
      ...{ name: '申请表', version: sampleVersion, isRoster: false },
    }),
    { tags: ['姓名'] },
  ),
  good('bring a roster', 'matter.formPart', { upload: roster, index: 0, data: workbook }),
  good(
    'look at the roster',
    'matter.lookAtForm',
    { upload: roster, ...rosterAsked },
    {
      ...{ file: 'xlsx', unknown: [], from: 1 },
      texts: [[expect.any(String)], ['1', '张示例', expect.stringMatching(/^\d{17}[\dX]$/u)]],
    },
  ),
  bad(
    'look at it as a form',
    'matter.lookAtForm',
    { upload: roster, ...rosterAsked, isRoster: false },
    'officialForm.notDocx',
  ),
  bad('look at a form as a roster', 'matter.lookAtForm', { upload: wrongForm, ...rosterAsked }, 'roster.notXlsx'),
  bad(
    'keep a form as a roster',
    'matter.keepForm',
    (all: Answers) => ({ act: act(), stream: streamOfMatter(all), upload: wrongForm, ...rosterAsked }),
    'roster.notXlsx',
  ),
  good('keep the roster', 'matter.keepForm', (all: Answers) => ({
    ...{ act: act(), stream: streamOfMatter(all), upload: roster, ...rosterAsked },
  })),
  good(
    'look at the kept roster',
    'matter.lookAtKeptForm',
    (all: Answers) => ({
      ...{ stream: streamOfMatter(all), file: (valueOf(all, 'keep the roster') as { id: string }).id, ...rosterAsked },
    }),
    { file: 'xlsx', from: 1 },
  ),
  good('send it for a matter that is still a draft', 'matter.formPart', {
    upload: ofDraft,
    index: 0,
    data: docx('{姓名}'),
  }),
  good('keep it with the draft', 'matter.keepForm', {
    ...{ act: act(), stream: null, upload: ofDraft, name: '申请表', version: sampleVersion, isRoster: false },
  }),
  good(
    'look at it in the draft',
    'matter.lookAtKeptForm',
    (all: Answers) => ({
      ...{ stream: null, file: (valueOf(all, 'keep it with the draft') as { id: string }).id, name: '申请表' },
      ...{ version: sampleVersion, isRoster: false },
    }),
    { tags: ['姓名'], unknown: [] },
  ),
  bad(
    'look at one that is not there',
    'matter.lookAtKeptForm',
    { stream: null, file: 'sample:none.docx', name: '申请表', version: sampleVersion, isRoster: false },
    'officialForm.notThere',
  ),
];

const catalogue: readonly ContractCase[] = [
  read('read a file nobody sent', { expects: { value: [{ type: 'refused', refusal: { code: 'catalogue.gone' } }] } }),
  good('send a part of a file', 'catalogue.part', {
    ...{ file, index: 0, data: Buffer.from(JSON.stringify(inJson)).toString('base64') },
  }),
  bad('send no part', 'catalogue.part', { file, index: 0, data: '=' }, 'input.invalid', 'data'),
  bad('look at what was not read', 'catalogue.preview', { file, part: 'new', page: 0 }, 'catalogue.gone'),
  bad('the errors of what was not read', 'catalogue.errorList', { file, language: 'en' }, 'catalogue.gone'),
  bad('take what was not read', 'catalogue.take', take, 'catalogue.gone'),
  read('read the file', { expects: ends({ type: 'summary', summary: { new: 1, changed: 0, wrong: 1, fits: 1 } }) }),
  read('a clerk reads none', {
    window: 'clerk',
    expects: { value: [{ type: 'refused', refusal: { code: 'permission.missing' } }] },
  }),
  good(
    'what is new',
    'catalogue.preview',
    { file, part: 'new', page: 0 },
    { lines: [{ code: 'FILE', name: '文件里的事项' }] },
  ),
  bad('a part there is not', 'catalogue.preview', { file, part: 'all', page: 0 }, 'input.invalid', 'part'),
  good('the errors as a workbook', 'catalogue.errorList', { file, language: 'zh-CN' }, {}),
  bad('take it from no day', 'catalogue.take', { ...take, effectiveFrom: '明天' }, 'input.invalid', 'effectiveFrom'),
  good('take it', 'catalogue.take', take, { published: 1, revised: 0, retired: 0, left: 0 }),
  good('take it twice', 'catalogue.take', take, { published: 1, revised: 0, retired: 0, left: 0 }),
  good('the catalogue as JSON', 'catalogue.export', { form: 'json', codes: ['FILE'] }, {}),
  bad('the catalogue as a picture', 'catalogue.export', { form: 'png' }, 'input.invalid', 'form'),
  bad(
    'save the errors where there is no window',
    'catalogue.saveErrors',
    { file, language: 'zh-CN', name: '问题' },
    'save.notHere',
  ),
  bad('save it where there is no window', 'catalogue.save', { form: 'xlsx', name: '事项库' }, 'save.notHere'),
];
/** 文书用语. */
const wordingText = JSON.stringify({ tongban: 'wording', version: 1, papers: { receipt: { scan: '扫码看进度' } } });
const wordingOn = { effectiveFrom: '2030-01-01', reason: '本镇说法' };
const wordings: readonly ContractCase[] = [
  good('word a receipt', 'wording.write', {
    ...{ act: act(), paper: 'receipt', words: { scan: '扫一扫看进度' }, ...wordingOn },
  }),
  bad(
    'word a receipt with an unknown blank',
    'wording.write',
    { act: act(), paper: 'receipt', words: { scan: '{phone}' }, ...wordingOn },
    'wording.faulty',
    'set.words.scan',
  ),
  bad(
    'word a decision of the law',
    'wording.write',
    { act: act(), paper: 'permitGranted', words: {}, ...wordingOn },
    'wording.fixed',
    'set.paper',
  ),
  bad(
    'word what is past',
    'wording.write',
    { act: act(), paper: 'receipt', words: {}, ...wordingOn, effectiveFrom: '2020-01-01' },
    'wording.past',
    'effectiveFrom',
  ),
  good('worded papers', 'wording.list', {}, { papers: [{ paper: 'receipt', passages: 0, coming: '2030-01-01' }] }),
  bad('worded papers of a kind', 'wording.list', { kind: 'x' }, 'input.unknownKey', 'kind'),
  good('its versions', 'wording.versions', { paper: 'receipt' }, { inForce: null, versions: [{ reason: '本镇说法' }] }),
  bad('versions of nothing', 'wording.versions', {}, 'input.missing', 'paper'),
  good('look at it', 'wording.preview', { paper: 'receipt', sample: 'plain', size: 'A5', words: { scan: '扫一扫' } }),
  bad(
    'look at it on a sheet it is not made for',
    'wording.preview',
    { paper: 'refusalNotice', sample: 'plain', size: '80mm', words: {} },
    'paper.size',
  ),
  good('wordings as a file', 'wording.export', {}),
  bad('wordings as a file of a form', 'wording.export', { form: 'xml' }, 'input.unknownKey', 'form'),
  bad('wordings saved where there is no window', 'wording.save', { name: '文书用语' }, 'save.notHere'),
  good('read a file of wordings', 'wording.readFile', { text: wordingText }, { faults: [] }),
  bad('read no file of wordings', 'wording.readFile', { text: '{}' }, 'wording.file'),
  good('take a file of wordings', 'wording.takeFile', { act: act(), text: wordingText, ...wordingOn }, { papers: 1 }),
  bad('take no file of wordings', 'wording.takeFile', { act: act(), text: '[', ...wordingOn }, 'wording.file'),
];

export const registries: readonly ContractCase[] = [
  ...wordings,
  good('matters', 'registry.list', { kind: 'matter', search: 'xuke' }, { rows: [{ key: 'PERMIT' }] }),
  bad('no such registry', 'registry.list', { kind: 'staff', search: '' }, 'input.invalid', 'kind'),
  good(
    'publish a matter',
    'registry.begin',
    { act: act(), kind: 'matter', type: 'published', data: matter('NEW') },
    {},
  ),
  bad(
    'publish it again',
    'registry.begin',
    { act: act(), kind: 'matter', type: 'published', data: matter('NEW') },
    'record.exists',
    'set.code',
  ),
  bad(
    'publish a matter without a name',
    'registry.begin',
    { act: act(), kind: 'matter', type: 'published', data: { set: { code: 'X' } } },
    'input.missing',
    'set.name',
  ),
  good(
    'revise a matter',
    'registry.step',
    (all: Answers) => ({
      act: act(),
      stream: streamOf(all, 'publish a matter'),
      type: 'revised',
      data: { set: { name: '改名事项', version: '2' } },
    }),
    {},
  ),
  bad(
    'revise a case',
    'registry.step',
    (all: Answers) => ({ act: act(), stream: streamOf(all, 'take a case'), type: 'revised', data: {} }),
    'stream.unknown',
  ),
  good(
    'matters in force',
    'matter.find',
    { search: 'gaiming' },
    { lines: [{ code: 'NEW', version: '2', decides: 'here' }] },
  ),
  bad('matters of no text', 'matter.find', { search: 1 }, 'input.invalid', 'search'),
  good('one matter whole', 'matter.get', { code: 'NEW' }, { matter: { name: '改名事项', version: '2' } }),
  good('a matter nobody has', 'matter.get', { code: 'NOBODY' }, { matter: null }),
  bad('a matter without its code', 'matter.get', {}, 'input.missing', 'code'),
  good(
    'a matter with its versions',
    'matter.row',
    { code: 'NEW' },
    { row: { value: { earlier: [{ version: '1' }] } } },
  ),
  good('a row nobody has', 'matter.row', { code: 'NOBODY' }, { row: null }),
  bad('a row without its code', 'matter.row', {}, 'input.missing', 'code'),
  ...officialForms,
  ...catalogue,
  good('nothing is asked of a server where there is none', 'registry.requests', {}, { requests: [] }),
  bad('requests of a kind', 'registry.requests', { kind: 'matter' }, 'input.unknownKey', 'kind'),
  bad(
    'note what nobody asked for',
    'registry.noteRequest',
    (all: Answers) => ({ act: act(), stream: streamOf(all, 'publish a matter'), entry: act() }),
    'step.notNow',
  ),
  bad('note it in no stream', 'registry.noteRequest', { act: act(), stream: act(), entry: act() }, 'stream.unknown'),
  good('years in force', 'registry.years', {}, { years: [{ year: '2027' }, { year: '2026' }, { year: '2025' }] }),
  bad('years of a township', 'registry.years', { township: '360732108' }, 'input.unknownKey', 'township'),
  good('read a notice', 'registry.readNotice', { year: '2028', text: '一、元旦：1月1日（周六）放假，共1天。' }, {}),
  bad('read a novel', 'registry.readNotice', { year: '2028', text: '从前有座山。' }, 'calendar.noticeEmpty', 'text'),
  good(
    'what a year would move',
    'registry.previewYear',
    { year: '2028', off: ['2028-01-01'], work: [], status: 'official' },
    { moved: 0, overdue: 0, settled: 0, cases: [], isAuthority: true },
  ),
  bad(
    'what a slip would move',
    'registry.previewYear',
    { year: '2028', off: ['2028-01-01'], work: ['2028-01-05'], status: 'official' },
    'calendar.workNotWeekend',
    'work',
  ),
  good('import a year', 'registry.importYear', { act: imported, ...year }, { moved: 0, isAsked: false }),
  good('import it again', 'registry.importYear', { act: imported, ...year }, { moved: 0, isAsked: false }),
  good('years after it', 'registry.years', {}, { years: [{ year: '2028', origin: 'entered' }, {}, {}, {}] }),
  bad('a day that does not exist', 'registry.importYear', typo(['2028-02-30']), 'calendar.impossibleDate', 'off'),
  bad('a day of another year', 'registry.importYear', typo(['2027-12-31']), 'calendar.outsideYear', 'off'),
  bad('a range from its end', 'registry.importYear', typo(['2028-05-05..2028-05-01']), 'calendar.reversedRange', 'off'),
  bad('a make-up day in the week', 'registry.importYear', typo([], ['2028-01-05']), 'calendar.workNotWeekend', 'work'),
  bad('off and worked', 'registry.importYear', typo(['2028-01-01'], ['2028-01-01']), 'calendar.offAndWork', 'work'),
  bad(
    'under the version in force',
    'registry.importYear',
    { ...typo([]), version: 'made-up-1' },
    'calendar.invalid',
    'version',
  ),
];
