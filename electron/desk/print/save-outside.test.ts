import PizZip from 'pizzip';
import { describe, expect, it } from 'vitest';
import type { ActAnswer, CasePage } from '#shared/contract/case.ts';
import type { DeskOptions, OutsideServices } from '../runtime.ts';
import { intake, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';

type DrawPdf = NonNullable<DeskOptions['drawPdf']>;

/** A window whose person does what `chooses` says; what was asked and written stays to be looked at. */
function outsideWorld(chooses: () => string | null | Promise<string | null> = () => 'place') {
  const log: string[] = [];
  const written: Uint8Array[] = [];
  const says = { write: 'saved' };
  const drawPdf: DrawPdf = (html, size) => {
    log.push(`pdf ${size} ${String(html.includes('李桂花'))}`);
    return Promise.resolve(Buffer.from(`%PDF ${size}`));
  };
  const services: OutsideServices = {
    choosePlace: async (name) => {
      log.push(`where ${name}`);
      return chooses();
    },
    write: (place, bytes) => {
      log.push(`write ${place}`);
      written.push(bytes);
      const { write } = says;
      return Promise.resolve(write === 'saved' ? { state: 'saved' } : { state: 'failed', reason: write });
    },
  };
  return { services: { outside: services, drawPdf }, log, written, says };
}

const openWith = (seed: number, services: { readonly outside: OutsideServices; readonly drawPdf: DrawPdf }) =>
  setUpDesk({ seed, options: { printing: 'electron', ...services } });

interface Taken {
  readonly attachment: { readonly stream: string; readonly id: string };
  readonly paper: { readonly stream: string; readonly paper: string; readonly size: string; readonly name: string };
}

const content = Buffer.from('户口簿的照片');

/** A case with its slip and one attachment. */
async function takeIn(desk: TestDesk, window: Window): Promise<Taken> {
  const { stream, issued } = await window.ask<ActAnswer>('case.begin', intake(desk.newId(), { print: 'A5' }));
  const upload = desk.newId();
  await window.ask('attachment.part', { upload, index: 0, data: content.toString('base64') });
  const kept = { act: desk.newId(), stream, upload, name: '户口簿.jpg', mime: 'image/jpeg' };
  const { id } = await window.ask<{ id: string }>('attachment.keep', kept);
  return {
    attachment: { stream, id },
    paper: { stream, paper: issued[0]?.id ?? '', size: 'A5', name: '收件凭证' },
  };
}
const exportedIn = async (window: Window, stream: string): Promise<object[]> => {
  const { history } = await window.ask<CasePage>('case.page', { stream, reveal: false });
  return history.filter(({ type }) => type === 'exported').map(({ data }) => data);
};
const exportsOf = async (desk: TestDesk): Promise<object[]> => {
  const auditor = await desk.person('shen', ['auditor']);
  const { events } = await auditor.ask<{ events: { type: string; data: object }[] }>('audit.list', { limit: 200 });
  return events.filter(({ type }) => type === 'export').map(({ data }) => data);
};

describe('a file that leaves the program', () => {
  it('an attachment goes as it came, after the place was chosen, and is written down', async () => {
    const { services, log, written } = outsideWorld();
    const desk = await openWith(111, services);
    const { attachment } = await takeIn(desk, desk.chief);
    expect(await desk.chief.ask('attachment.save', attachment)).toEqual({ saved: true });
    expect(log).toEqual(['where 户口簿.jpg', 'write place']);
    expect(written.map((bytes) => Buffer.from(bytes).equals(content))).toEqual([true]);
    expect(await exportsOf(desk)).toEqual([{ stream: attachment.stream, attachment: attachment.id }]);
    expect(await exportedIn(desk.chief, attachment.stream)).toEqual([{ what: '户口簿.jpg', purpose: '' }]);
  });

  it('by a browser’s download it is written on the case too, once for one act', async () => {
    const desk = await setUpDesk({ seed: 118 });
    const { attachment } = await takeIn(desk, desk.chief);
    const act = desk.newId();
    for (let times = 0; times < 2; times += 1) await desk.chief.ask('attachment.export', { act, ...attachment });
    expect(await exportsOf(desk)).toEqual([{ stream: attachment.stream, attachment: attachment.id }]);
    expect(await exportedIn(desk.chief, attachment.stream)).toEqual([{ what: '户口簿.jpg', purpose: '' }]);
    const unknown = { act: desk.newId(), stream: attachment.stream, id: desk.newId() };
    expect(await desk.chief.refused('attachment.export', unknown)).toMatchObject({ code: 'attachment.unknown' });
    const foreign = await desk.person('guan', ['administrator']);
    expect(await foreign.refused('attachment.export', { act: desk.newId(), ...attachment })).toMatchObject({
      code: 'permission.missing',
    });
  });

  it('a paper goes as PDF of its size, with its whole record', async () => {
    const { services, log, written } = outsideWorld();
    const desk = await openWith(112, services);
    const { paper } = await takeIn(desk, desk.chief);
    expect(await desk.chief.ask('paper.save', { ...paper, as: 'pdf' })).toEqual({ saved: true });
    expect(log).toEqual(['where 收件凭证.pdf', 'pdf A5 true', 'write place']);
    expect(Buffer.from(written[0] ?? []).toString()).toBe('%PDF A5');
    expect(await exportsOf(desk)).toEqual([{ stream: paper.stream, paper: paper.paper }]);
    expect(await exportedIn(desk.chief, paper.stream)).toEqual([{ what: '收件凭证.pdf', purpose: '' }]);
  });

  it('a paper goes as .docx, whether or not anything here draws a PDF', async () => {
    const { services, log, written } = outsideWorld();
    const desk = await openWith(122, services);
    const { paper } = await takeIn(desk, desk.chief);
    expect(await desk.chief.ask('paper.save', { ...paper, as: 'docx' })).toEqual({ saved: true });
    expect(log).toEqual(['where 收件凭证.docx', 'write place']);
    expect(
      Buffer.from(written[0] ?? [])
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    expect(await exportedIn(desk.chief, paper.stream)).toEqual([{ what: '收件凭证.docx', purpose: '' }]);
    const { size: _size, ...whole } = paper;
    const act = desk.newId();
    for (let times = 0; times < 2; times += 1) {
      const { data } = await desk.chief.ask<{ data: string }>('paper.word', { act, ...whole });
      expect(new PizZip(data, { base64: true }).file('word/document.xml')?.asText()).toContain('收件凭证');
    }
    expect(await exportedIn(desk.chief, paper.stream)).toHaveLength(2);
  });

  it('without a place nothing is opened, written or written down', async () => {
    const { services, log } = outsideWorld(() => null);
    const desk = await openWith(113, services);
    const { attachment, paper } = await takeIn(desk, desk.chief);
    expect(await desk.chief.ask('attachment.save', attachment)).toEqual({ saved: false });
    expect(await desk.chief.ask('paper.save', { ...paper, as: 'pdf' })).toEqual({ saved: false });
    expect(log).toEqual(['where 户口簿.jpg', 'where 收件凭证.pdf']);
    expect(await exportsOf(desk)).toEqual([]);
  });

  it('whoever left while the dialog stood open gets nothing', async () => {
    const dialog = Promise.withResolvers<string>();
    const { services, written } = outsideWorld(() => dialog.promise);
    const desk = await openWith(114, services);
    const { attachment } = await takeIn(desk, desk.chief);
    const saving = desk.chief.refused('attachment.save', attachment);
    await desk.chief.ask('login.leave', {});
    dialog.resolve('place');
    expect(await saving).toMatchObject({ code: 'login.required' });
    expect(written).toEqual([]);
  });

  it('says why it could not be written, and an unknown one asks nobody', async () => {
    const { services, log, says } = outsideWorld();
    const desk = await openWith(115, services);
    const { attachment, paper } = await takeIn(desk, desk.chief);
    says.write = 'ENOSPC';
    const full = { code: 'save.failed', details: { reason: 'ENOSPC' } };
    expect(await desk.chief.refused('attachment.save', attachment)).toEqual(full);
    log.length = 0;
    const unknown = { stream: attachment.stream, id: desk.newId() };
    expect(await desk.chief.refused('attachment.save', unknown)).toEqual({ code: 'attachment.unknown' });
    expect(await desk.chief.refused('paper.save', { ...paper, paper: desk.newId(), as: 'pdf' })).toEqual({
      code: 'paper.unknown',
    });
    expect(log).toEqual([]);
  });

  it('a paper that cannot be laid out is refused, not a fault', async () => {
    const { services } = outsideWorld();
    const desk = await openWith(116, { ...services, drawPdf: () => Promise.reject(new Error('no page')) });
    const { paper } = await takeIn(desk, desk.chief);
    expect(await desk.chief.refused('paper.save', { ...paper, as: 'pdf' })).toMatchObject({ code: 'save.failed' });
    expect(await exportsOf(desk)).toEqual([]);
  });

  it('a page in a browser gets a paper as PDF, written down once for one act, and only for who may', async () => {
    const { services: both, log } = outsideWorld();
    const desk = await setUpDesk({ seed: 117, options: { drawPdf: both.drawPdf } });
    const { paper } = await takeIn(desk, desk.chief);
    const act = desk.newId();
    for (let times = 0; times < 2; times += 1)
      expect(await desk.chief.ask('paper.pdf', { act, ...paper })).toEqual({
        data: Buffer.from('%PDF A5').toString('base64'),
      });
    expect(log).toEqual(['pdf A5 true', 'pdf A5 true']);
    expect(await exportedIn(desk.chief, paper.stream)).toEqual([{ what: '收件凭证.pdf', purpose: '' }]);
    expect(await exportsOf(desk)).toEqual([{ stream: paper.stream, paper: paper.paper }]);
    const foreign = await desk.person('guan', ['administrator']);
    expect(await foreign.refused('paper.pdf', { act: desk.newId(), ...paper })).toMatchObject({
      code: 'permission.missing',
    });
  });

  it('a page gets no PDF that could not be written down, nor when its person left while it was drawn', async () => {
    const drawing = Promise.withResolvers<Uint8Array>();
    const desk = await setUpDesk({ seed: 120, options: { drawPdf: () => drawing.promise } });
    const { attachment, paper } = await takeIn(desk, desk.chief);
    const act = desk.newId();
    await desk.chief.ask('attachment.export', { act, ...attachment });
    // That act is taken: nothing more can be written under it.
    const unwritten = desk.chief.refused('paper.pdf', { act, ...paper });
    const late = desk.person('li', ['window']).then(async (clerk) => {
      const asked = clerk.refused('paper.pdf', { act: desk.newId(), ...paper });
      await clerk.ask('login.leave', {});
      drawing.resolve(Buffer.from('%PDF'));
      return asked;
    });
    expect(await late).toEqual({ code: 'login.required' });
    expect(await unwritten).toMatchObject({ code: 'act.conflict' });
    expect(await exportsOf(desk)).toEqual([{ stream: attachment.stream, attachment: attachment.id }]);
  });

  it('where nothing draws a paper it says so, and nothing is written down', async () => {
    const desk = await setUpDesk({ seed: 119 });
    const { paper } = await takeIn(desk, desk.chief);
    expect(await desk.chief.refused('paper.pdf', { act: desk.newId(), ...paper })).toEqual({ code: 'save.notHere' });
    expect(await exportsOf(desk)).toEqual([]);
  });
});
