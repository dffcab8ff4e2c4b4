/** Drafts, papers, print jobs and pads of blank slips. */
import { expect } from 'vitest';
import type { ContractCase } from '../support/run-cases.ts';
import { intake } from '../../support/desk.ts';
import { act, bad, good, nobody, streamOf, valueOf, type Answers } from './scene.ts';

interface Taken {
  readonly stream: string;
  readonly issued: readonly { readonly id: string }[];
  readonly jobs: readonly { readonly id: string }[];
}
/** Port 1 of this computer: nothing listens there. */
const withoutId = {
  title: '一号窗口小票机',
  way: { by: 'network', host: '127.0.0.1', port: 1 },
  speaks: 'escposText',
  ...{ cut: true, tells: false, sizes: ['80mm'] },
};
const slipPrinter = { id: '0199d5a0-0000-7000-8000-000000000001', ...withoutId };

/** The smallest PNG there is. */
const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';

const paperOf = (all: Answers): { stream: string; paper: string } => {
  const { stream, issued } = valueOf(all, 'take a case') as Taken;
  return { stream, paper: issued[0]?.id ?? '' };
};
const jobOf = (all: Answers): string => (valueOf(all, 'take a case') as Taken).jobs[0]?.id ?? '';
const printing: readonly ContractCase[] = [
  good('drafts', 'draft.list', {}, { drafts: [{ id: nobody }] }),
  bad('drafts of somebody', 'draft.list', { staff: nobody }, 'input.unknownKey', 'staff'),
  bad(
    'a draft that is no object',
    'draft.keep',
    { id: nobody, kind: 'service', type: 'note', stream: null, data: 'x' },
    'input.invalid',
    'data',
  ),
  good('one draft', 'draft.find', { id: nobody }, { draft: { id: nobody, place: null } }),
  bad('one draft by its kind', 'draft.find', { id: nobody, kind: 'service' }, 'input.unknownKey', 'kind'),
  good('put a form aside', 'draft.park', {
    ...{
      id: nobody,
      kind: 'service',
      type: 'note',
      stream: null,
      data: { values: { petitioner: { name: '李桂花' } } },
    },
    place: { field: 'petitioner.name', index: 1, from: 3, to: 3, scroll: 0 },
  }),
  bad(
    'put a form aside at no place',
    'draft.park',
    { id: nobody, kind: 'service', type: 'note', stream: null, data: {} },
    'input.missing',
    'place',
  ),
  good('those put aside', 'draft.parked', {}, { parked: [{ id: nobody, who: '李**', matter: '' }] }),
  bad('those put aside by somebody', 'draft.parked', { staff: nobody }, 'input.unknownKey', 'staff'),
  good('take a form up again', 'draft.takeUp', { id: nobody }),
  bad('take nothing up', 'draft.takeUp', {}, 'input.missing', 'id'),
  good('drop a draft', 'draft.drop', { id: nobody }),
  bad('drop nothing', 'draft.drop', {}, 'input.missing', 'id'),
  good('waiting jobs', 'paper.waiting', {}, { jobs: [{ state: 'queued' }] }),
  bad('waiting jobs of a printer', 'paper.waiting', { printer: 'x' }, 'input.unknownKey', 'printer'),
  good('what a file has', 'archive.contents', (all: Answers) => ({ stream: paperOf(all).stream }), {
    ...{ closed: null, retention: null, until: null },
  }),
  bad('what a file of nothing has', 'archive.contents', { stream: nobody }, 'stream.unknown'),
  {
    ...{ name: 'a file without anything that draws it', path: 'archive.make', window: 'chief', take: 5 },
    inputFrom: (all: Answers) => ({ stream: paperOf(all).stream }),
    expects: { value: [{ type: 'refused', refusal: { code: 'archive.noPdf' } }] },
  },
  {
    ...{ name: 'a file for a sample that does not hold the case', path: 'archive.make', window: 'chief', take: 5 },
    inputFrom: (all: Answers) => ({ stream: paperOf(all).stream, inspection: nobody }),
    expects: { value: [{ type: 'refused', refusal: { code: 'inspection.unknown' } }] },
  },
  good('files to appraise', 'archive.due', {}, { rows: [], count: 0 }),
  bad('files to appraise of a year', 'archive.due', { year: '2026' }, 'input.unknownKey', 'year'),
  bad('take a file nobody made', 'archive.take', { act: act(), file: nobody, as: 'zip', part: 0 }, 'archive.gone'),
  bad('save a file nobody made', 'archive.save', { file: nobody, as: 'pdf' }, 'archive.gone'),
  good(
    'who signed nothing',
    'archive.judge',
    { manifest: '{}', signature: '', on: '2026-11-22T01:00:00.000Z' },
    { verdict: 'none', desk: '', station: '' },
  ),
  bad('who signed on no day', 'archive.judge', { manifest: '{}', signature: '', on: '' }, 'input.invalid', 'on'),
  good(
    'what a number is worth',
    'paper.verify',
    (all: Answers) => ({ code: (valueOf(all, 'take a case') as { number: string }).number }),
    { verdict: 'numberOnly', signer: null },
  ),
  bad('what no code is worth', 'paper.verify', { code: 'TB2-x' }, 'qr.malformed', 'code'),
  {
    ...good('a paper', 'paper.html', (all: Answers) => ({ ...paperOf(all), size: 'A5', copy: 1 })),
    expects: { check: (answer) => expect(JSON.stringify(answer)).toContain('李桂花') },
  },
  bad(
    'a paper that is none',
    'paper.html',
    (all: Answers) => ({ ...paperOf(all), paper: nobody, size: 'A5', copy: 1 }),
    'paper.unknown',
  ),
  bad(
    'a paper on a postcard',
    'paper.html',
    (all: Answers) => ({ ...paperOf(all), size: 'A6', copy: 1 }),
    'input.invalid',
    'size',
  ),
  good('sent', 'paper.sent', (all: Answers) => ({ job: jobOf(all) }), {}),
  bad('sent of nothing', 'paper.sent', { job: nobody }, 'print.unknownJob'),
  good(
    'settled',
    'paper.settle',
    (all: Answers) => ({ act: act(), job: jobOf(all), fate: 'printed', printer: '' }),
    {},
  ),
  bad(
    'settled as eaten',
    'paper.settle',
    (all: Answers) => ({ act: act(), job: jobOf(all), fate: 'eaten', printer: '' }),
    'input.invalid',
    'fate',
  ),
  good('print a copy', 'paper.print', (all: Answers) => ({ act: act(), ...paperOf(all), size: 'A5' }), { copy: 2 }),
  bad(
    'print nothing',
    'paper.print',
    (all: Answers) => ({ act: act(), ...paperOf(all), paper: nobody, size: 'A5' }),
    'paper.unknown',
  ),
  good('choose a printer', 'paper.choosePrinter', { size: 'A5', printer: 'Office' }),
  bad('choose one for a postcard', 'paper.choosePrinter', { size: 'A6', printer: 'Office' }, 'input.invalid', 'size'),
  good('what could be a printer', 'printer.find', {}),
  bad('what could be one by a way nobody knows', 'printer.find', { by: 'pigeon' }, 'input.unknownKey'),
  good('keep a printer', 'printer.keep', { printer: slipPrinter }),
  bad(
    'keep one of another paper',
    'printer.keep',
    { printer: { ...slipPrinter, sizes: ['A4'] } },
    'input.invalid',
    'printer.speaks',
  ),
  good('the printers of this computer', 'printer.list', {}, { printers: [slipPrinter] }),
  bad('those of another', 'printer.list', { of: 'them' }, 'input.unknownKey'),
  good('how it is', 'printer.state', { id: slipPrinter.id }, { state: 'offline' }),
  bad('how none is', 'printer.state', { id: nobody }, 'print.noSuchPrinter'),
  good(
    'try it: nobody plugged it in',
    'printer.test',
    { printer: withoutId, size: '80mm' },
    { fate: 'failed', reason: 'refused' },
  ),
  bad('try it on a postcard', 'printer.test', { printer: withoutId, size: 'A6' }, 'input.invalid', 'size'),
  good('receipts go there', 'printer.choosePaper', { paper: 'receipt', printer: slipPrinter.id }),
  bad('love letters go there', 'printer.choosePaper', { paper: 'love', printer: slipPrinter.id }, 'paper.unknown'),
  good('remove it', 'printer.remove', { id: slipPrinter.id }),
  bad('remove it again', 'printer.remove', { id: slipPrinter.id }, 'print.noSuchPrinter'),
  good('keep the picture of a character', 'paper.keepPicture', { character: '\uE000', picture: onePixel }),
  bad(
    'keep one of a character that is drawn',
    'paper.keepPicture',
    { character: '王', picture: onePixel },
    'character.drawn',
  ),
  bad(
    'keep one of two characters',
    'paper.keepPicture',
    { character: '\uE000\uE001', picture: onePixel },
    'input.invalid',
    'character',
  ),
  bad(
    'keep what is no picture',
    'paper.keepPicture',
    { character: '\uE000', picture: 'PHN2Zz4=' },
    'input.invalid',
    'picture',
  ),
  good('papers that wait for a signature', 'signature.awaited', {}, { isMore: false }),
  bad('papers that wait by name', 'signature.awaited', { name: '李' }, 'input.unknownKey', 'name'),
  good(
    'whose sheet a number is',
    'signature.ofNumber',
    (all: Answers) => ({ number: (valueOf(all, 'take a case') as { number: string }).number }),
    {},
  ),
  bad('whose sheet no number is', 'signature.ofNumber', { number: 'TB' }, 'number.length', 'number'),
  bad('read a picture that is not there', 'signature.read', { blob: 'ab'.repeat(32) }, 'attachment.gone'),
  bad('take a PDF apart that is not there', 'signature.pagesOf', { blob: 'ab'.repeat(32) }, 'attachment.gone'),
  bad(
    'bring a sheet without pictures back',
    'signature.bring',
    (all: Answers) => ({ act: act(), ...paperOf(all), code: null, pages: [] }),
    'input.missing',
    'pages',
  ),
  bad('sign a receipt, which nobody signs', 'signature.paper', (all: Answers) => paperOf(all), 'signature.notWanted'),
  bad(
    'sign nothing',
    'signature.pad',
    (all: Answers) => ({
      ...{ act: act(), ...paperOf(all), digest: 'A'.repeat(26), blob: 'ab'.repeat(32) },
      ...{ place: 0, name: ' ', isReadAloud: false },
    }),
    'input.missing',
    'name',
  ),
  bad('printers where the page prints', 'paper.printers', {}, 'print.notHere'),
  bad(
    'print now where the page prints',
    'paper.printNow',
    (all: Answers) => ({ act: act(), job: (valueOf(all, 'print a copy') as { id: string }).id }),
    'print.notHere',
  ),
  bad(
    'a paper as a file where the page prints',
    'paper.save',
    (all: Answers) => ({ ...paperOf(all), size: 'A5', name: '收件凭证', as: 'pdf' }),
    'save.notHere',
  ),
  good('a paper for Word', 'paper.word', (all: Answers) => ({ act: act(), ...paperOf(all), name: '收件凭证' }), {}),
  bad(
    'a paper for Word that is not there',
    'paper.word',
    (all: Answers) => ({ act: act(), ...paperOf(all), paper: act(), name: '收件凭证' }),
    'paper.unknown',
  ),
  bad(
    'a paper as a file where nothing draws it',
    'paper.pdf',
    (all: Answers) => ({ act: act(), ...paperOf(all), size: 'A5', name: '收件凭证' }),
    'save.notHere',
  ),
  good('the register on paper', 'paper.voidRegister', { from: '2026-11-01', to: '2026-11-30' }, {}),
  bad('the register on paper of no day', 'paper.voidRegister', { from: '', to: '2026-11-30' }, 'input.invalid', 'from'),
  good(
    'why this day on paper',
    'paper.dueExplanation',
    (all: Answers) => ({ stream: paperOf(all).stream, due: 'correction' }),
    {},
  ),
  bad(
    'why no day on paper',
    'paper.dueExplanation',
    (all: Answers) => ({ stream: paperOf(all).stream, due: 'toString' }),
    'due.unknown',
  ),
  good(
    'everything done with a case on paper',
    'paper.wholeCourse',
    (all: Answers) => ({ stream: paperOf(all).stream }),
    {},
  ),
  bad('everything done with no case', 'paper.wholeCourse', { stream: act() }, 'stream.unknown'),
  good('the day on paper', 'paper.daySheet', { day: '2026-11-22' }, {}),
  // No printer is set up here: the page prints by itself.
  bad(
    'the day to a printer',
    'paper.queue',
    (all: Answers) => ({ act: act(), sheet: (valueOf(all, 'the day on paper') as { sheet: string }).sheet }),
    'print.notHere',
  ),
  bad('a sheet nobody was shown', 'paper.queue', { act: act(), sheet: nobody }, 'paper.unknown'),
  bad('no day on paper', 'paper.daySheet', { day: '2026-02-30' }, 'input.invalid', 'day'),
  good(
    'a matter with an official form',
    'registry.begin',
    {
      act: act(),
      kind: 'matter',
      type: 'published',
      data: {
        set: {
          ...{ code: 'FORMS', name: '有官方表格', category: '示例', type: 'grant', version: '1' },
          officialForms: [{ name: '高龄补贴申请表', file: 'sample:elder-allowance.docx', copies: 2 }],
        },
      },
    },
    {},
  ),
  good('a case of it', 'case.begin', intake(act(), {}, { matter: { code: 'FORMS' } }), {}),
  good(
    'its form, filled',
    'paper.officialForm',
    (all: Answers) => ({ stream: streamOf(all, 'a case of it'), form: '高龄补贴申请表' }),
    { size: 'A4', notDrawn: [], copies: 2 },
  ),
  bad(
    'a form it does not have',
    'paper.officialForm',
    (all: Answers) => ({ stream: streamOf(all, 'a case of it'), form: '没有的表' }),
    'officialForm.notThere',
  ),
  good(
    'its form as a Word file',
    'paper.officialFormFile',
    (all: Answers) => ({ act: act(), stream: streamOf(all, 'a case of it'), form: '高龄补贴申请表' }),
    {},
  ),
  bad('a form of no case', 'paper.officialFormFile', { act: act(), stream: nobody, form: '表' }, 'stream.unknown'),
  good('the shortcut card', 'paper.shortcutCard', { rows: [{ keys: 'F2', does: '收件', where: '各处' }] }, {}),
  bad(
    'a card of a hundred rows',
    'paper.shortcutCard',
    { rows: Array(100).fill({ keys: 'F2', does: '收件', where: '各处' }) },
    'input.tooLong',
    'rows',
  ),
];

interface Pad {
  readonly stream: string;
  readonly sheets: readonly { readonly number: string }[];
}
const padOf = (all: Answers): string => (valueOf(all, 'reserve a pad') as Pad).stream;
const sheetOf = (all: Answers): string => (valueOf(all, 'reserve a pad') as Pad).sheets[0]?.number ?? '';
const pads: readonly ContractCase[] = [
  good('reserve a pad', 'pad.reserve', { act: act(), count: 1 }, { sheets: [{}] }),
  bad('reserve a forest', 'pad.reserve', { act: act(), count: 101 }, 'input.invalid', 'count'),
  good('pads', 'pad.list', {}, { pads: [{ isOpen: true, sheets: [{ state: 'free' }] }] }),
  bad('pads of a year', 'pad.list', { year: 2026 }, 'input.unknownKey', 'year'),
  good('a pad on paper', 'pad.html', (all: Answers) => ({ stream: padOf(all) }), {}),
  bad('no pad on paper', 'pad.html', { stream: nobody }, 'paper.unknown'),
  bad(
    'close a pad too early',
    'pad.account',
    (all: Answers) => ({ act: act(), stream: padOf(all), note: '' }),
    'sheet.open',
  ),
  bad(
    'spoil a sheet that is none',
    'pad.lose',
    (all: Answers) => ({ act: act(), stream: padOf(all), number: '1', why: 'sheetSpoiled', reason: '错' }),
    'number.length',
    'number',
  ),
  good('spoil a sheet', 'pad.lose', (all: Answers) => ({
    act: act(),
    stream: padOf(all),
    number: sheetOf(all),
    why: 'sheetSpoiled',
    reason: '写错',
  })),
  good('close a pad', 'pad.account', (all: Answers) => ({ act: act(), stream: padOf(all), note: '' })),
];

const arrivals: readonly ContractCase[] = [
  good('certificates that have not come', 'arrival.waiting', {}, { rows: [], total: 0 }),
  bad('certificates of a day', 'arrival.waiting', { day: 'x' }, 'input.unknownKey', 'day'),
  good('publish a matter with a certificate', 'registry.begin', {
    ...{ act: act(), kind: 'matter', type: 'published' },
    data: {
      set: {
        ...{ code: 'CERT', name: '示例发证', category: '示例', type: 'grant', version: '1' },
        stages: [{ kind: 'certificate', name: '制证到件' }],
      },
    },
  }),
  good('take a case with a certificate', 'case.begin', intake(act(), {}, { matter: { code: 'CERT' } })),
  good('accept that', 'case.step', (all: Answers) => ({
    ...{ act: act(), stream: streamOf(all, 'take a case with a certificate') },
    ...{ type: 'accepted', data: {} },
  })),
  good('decide that', 'case.step', (all: Answers) => ({
    ...{ act: act(), stream: streamOf(all, 'take a case with a certificate') },
    ...{ type: 'decided', data: { set: { outcome: 'granted' }, result: '准予' } },
  })),
  good(
    'a certificate came',
    'arrival.note',
    (all: Answers) => ({
      ...{ act: act(), arrivedOn: '2026-11-23', responsible: '王芳' },
      rows: [{ stream: streamOf(all, 'take a case with a certificate'), certificate: '示例证 2 号' }],
    }),
    { count: 1 },
  ),
  good('deliver that', 'case.step', (all: Answers) => ({
    ...{ act: act(), stream: streamOf(all, 'take a case with a certificate') },
    ...{ type: 'delivered', data: { way: 'direct', receivedBy: '本人' } },
  })),
  good('close that', 'case.step', (all: Answers) => ({
    ...{ act: act(), stream: streamOf(all, 'take a case with a certificate') },
    ...{ type: 'closed', data: {} },
  })),
  bad(
    'a certificate that nobody waits for',
    'arrival.note',
    (all: Answers) => ({
      ...{ act: act(), arrivedOn: '2026-11-23', responsible: '王芳' },
      rows: [{ stream: streamOf(all, 'take a case with a certificate'), certificate: '示例证 1 号' }],
    }),
    'arrival.notOpen',
    'rows.0',
  ),
];
const listed = '0190eeee-0000-7000-8000-000000000001';

const batches: readonly ContractCase[] = [
  good('take a case for a batch', 'case.begin', intake(act())),
  good('accept it', 'case.step', (all: Answers) => ({
    ...{ act: act(), stream: streamOf(all, 'take a case for a batch') },
    ...{ type: 'accepted', data: {} },
  })),
  good('what can go up', 'batch.matters', {}, { matters: [{}] }),
  bad('what can go up today', 'batch.matters', { day: 'x' }, 'input.unknownKey', 'day'),
  good('which can go up', 'batch.candidates', { matter: 'SAMPLE' }, {}),
  bad('which of nothing', 'batch.candidates', {}, 'input.missing', 'matter'),
  good('send a batch', 'batch.send', (all: Answers) => ({
    ...{ act: act(), authority: '县民政局' },
    streams: [streamOf(all, 'take a case for a batch')],
  })),
  bad(
    'send nobody',
    'batch.send',
    { act: act(), authority: '县民政局', streams: [nobody] },
    'stream.unknown',
    'rows.0',
  ),
  good('batches', 'batch.list', {}, { batches: [{ count: 1, out: 1 }] }),
  bad('batches of a year', 'batch.list', { year: 2026 }, 'input.unknownKey', 'year'),
  good('a handover', 'batch.handover', (all: Answers) => ({ stream: streamOf(all, 'send a batch') })),
  bad('a handover of nothing', 'batch.handover', { stream: nobody }, 'stream.unknown'),
  good('answer a batch', 'batch.answer', (all: Answers) => ({
    ...{ act: act(), stream: streamOf(all, 'send a batch') },
    rows: [{ stream: streamOf(all, 'take a case for a batch'), answer: 'agreed' }],
  })),
  bad('answer with nothing', 'batch.answer', { act: act(), stream: nobody, rows: [] }, 'input.missing', 'rows'),
  good('a batch', 'batch.page', (all: Answers) => ({ stream: streamOf(all, 'send a batch') }), {
    out: 0,
    rows: [{ state: 'agreed' }],
  }),
  bad('no batch', 'batch.page', { stream: nobody }, 'stream.unknown'),
  good('a matter with a roster', 'registry.begin', {
    ...{ act: act(), kind: 'matter', type: 'published' },
    data: {
      set: {
        ...{ code: 'ROSTER', name: '花名册事项', category: '示例', type: 'grant', version: '1', decides: 'above' },
        officialForms: [{ name: '花名册', file: 'sample:elder-allowance-roster.xlsx', isRoster: true }],
      },
    },
  }),
  good('take a case for a roster', 'case.begin', intake(act(), {}, { matter: { code: 'ROSTER' } })),
  good('accept that, too', 'case.step', (all: Answers) => ({
    ...{ act: act(), stream: streamOf(all, 'take a case for a roster') },
    ...{ type: 'accepted', data: {} },
  })),
  good('send it with a roster', 'batch.send', (all: Answers) => ({
    ...{ act: act(), authority: '县民政局' },
    streams: [streamOf(all, 'take a case for a roster')],
  })),
  good(
    'a roster',
    'batch.roster',
    (all: Answers) => ({ stream: streamOf(all, 'send it with a roster'), form: '花名册' }),
    { from: 3 },
  ),
  bad('a roster of nothing', 'batch.roster', { stream: nobody, form: '花名册' }, 'stream.unknown'),
  {
    ...good('a roster to take along', 'batch.rosterFile', (all: Answers) => ({
      ...{ act: act(), stream: streamOf(all, 'send it with a roster'), form: '花名册' },
    })),
    // A workbook bears the time it was made.
    expects: { check: (answer) => expect(JSON.stringify(answer)).toContain('"data":"UEsDB') },
  },
  bad(
    'a roster that the matter does not have',
    'batch.rosterFile',
    (all: Answers) => ({ act: act(), stream: streamOf(all, 'send it with a roster'), form: '别的' }),
    'officialForm.notThere',
  ),
  bad(
    'a roster for outside without a window',
    'batch.saveRoster',
    { stream: nobody, form: '花名册', name: '花名册' },
    'save.notHere',
  ),
  good('answers in parts', 'batch.answersPart', {
    ...{ file: nobody, index: 0 },
    data: Buffer.from('收件编号,结果\n1,同意\n').toString('base64'),
  }),
  bad('the second part first', 'batch.answersPart', { file: act(), index: 1, data: '' }, 'attachment.gap'),
  good(
    'answers held against a batch',
    'batch.compare',
    (all: Answers) => ({ stream: streamOf(all, 'send it with a roster'), file: nobody }),
    { lines: [{ state: 'unmatched', stream: null }] },
  ),
  bad('answers of no file', 'batch.compare', { stream: nobody, file: nobody }, 'catalogue.gone'),
];

const lists: readonly ContractCase[] = [
  good('open a list', 'many.open', { list: act(), matter: 'SAMPLE', rows: [listed] }, {}),
  bad('open a list of nothing', 'many.open', { list: act(), matter: 'SAMPLE', rows: [] }, 'input.missing', 'rows'),
  good(
    'take one of a list in',
    'many.takeRow',
    (all: Answers) => ({
      ...{ list: streamOf(all, 'open a list'), row: listed },
      ...{ kind: 'service', type: 'received', data: intake(act()).data },
    }),
    { stream: listed },
  ),
  bad(
    'take somebody in who is on no list',
    'many.takeRow',
    (all: Answers) => ({
      ...{ list: streamOf(all, 'open a list'), row: nobody },
      ...{ kind: 'service', type: 'received', data: intake(act()).data },
    }),
    'list.notOnIt',
  ),
  good('one more', 'many.extend', (all: Answers) => ({
    ...{ act: act(), stream: streamOf(all, 'open a list'), rows: [nobody] },
  })),
  bad('one more on no list', 'many.extend', { act: act(), stream: nobody, rows: [nobody] }, 'stream.unknown'),
  good('lists', 'many.list', {}, { lists: [{ count: 2, taken: 1 }] }),
  bad('lists of a year', 'many.list', { year: 2026 }, 'input.unknownKey', 'year'),
  good('a list', 'many.page', (all: Answers) => ({ stream: streamOf(all, 'open a list') }), {
    rows: [{ stream: listed }, { stream: nobody, number: '' }],
  }),
  bad('no list', 'many.page', { stream: nobody }, 'stream.unknown'),
  good('a list to sign', 'many.paper', (all: Answers) => ({ stream: streamOf(all, 'open a list') })),
  bad('no list to sign', 'many.paper', { stream: nobody }, 'stream.unknown'),
  good('who has an open case', 'many.openCases', { matter: 'SAMPLE', numbers: ['x'] }, { cases: [] }),
  bad('who has an open case of nothing', 'many.openCases', { numbers: [] }, 'input.missing', 'matter'),
  good('people in parts', 'many.part', { file: nobody, index: 0, data: Buffer.from('姓名').toString('base64') }),
  bad('people from nowhere', 'many.part', { file: nobody, index: -1, data: '' }, 'input.invalid', 'index'),
  good('what stands in the file', 'many.sheets', { file: nobody }, { sheets: [{ rows: [['姓名']] }] }),
  bad('what stands in no file', 'many.sheets', { file: nobody }, 'catalogue.gone'),
  {
    ...good('an empty list', 'many.template', { matter: 'SAMPLE' }),
    expects: { check: (answer) => expect(JSON.stringify(answer)).toContain('"data":"UEsDB') },
  },
  bad('an empty list of no matter', 'many.template', { matter: 'NONE' }, 'matter.unknown'),
  bad('an empty list for outside', 'many.saveTemplate', { matter: 'SAMPLE', name: '空表' }, 'save.notHere'),
];

export const papers: readonly ContractCase[] = [...printing, ...pads, ...arrivals, ...batches, ...lists];
