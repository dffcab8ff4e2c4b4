import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asItLies, liesAcross, pageRule, pageSizeOf } from '../../electron/desk/print/page-size.ts';
import { compileProgram, soon } from './made-up/program.ts';
import type { Program } from './made-up/program.ts';

let program: Program;
beforeAll(async () => {
  program = await compileProgram();
}, 60_000);
afterAll(() => program.end());

type Job = { html: string; paper: '80mm' | 'A5' | 'A4'; printer: string };
const slip = (heightMm: number): string =>
  `<!doctype html><meta charset="utf-8"><style>@page { size: 80mm 200mm } body { margin: 0; width: 72mm; height: ${heightMm}mm }</style>
   <body>收件凭证 𠮷<script>document.title = 'ran'; document.body.style.height = '999mm'</script></body>`;
const printers = ['Receipt_80', 'Office'];

const printWith = async (options: Parameters<Program['start']>[0], job: Job) => {
  const running = program.start({ printers, ...options });
  const page = await running.mainPage();
  const outcome = page.evaluate(async (wanted) => {
    await window.page.connect();
    return window.page.desk?.print(wanted);
  }, job);
  return { running, outcome };
};

/** Width and height of every page in points, as the file itself says. */
const pageBoxes = (pdf: string): number[][] =>
  [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)].map(([, width, height]) => [
    Math.round(Number(width)),
    Math.round(Number(height)),
  ]);
const points = (millimetres: number): number => Math.round((millimetres / 25.4) * 72);

describe('paper', () => {
  it('goes to the named printer without a dialog, on a strip as long as the slip', async () => {
    const { running, outcome } = await printWith({}, { html: slip(106), paper: '80mm', printer: 'Receipt_80' });
    expect(await outcome).toEqual({ state: 'printed' });
    expect(running.record.prints).toEqual([
      {
        silent: true,
        deviceName: 'Receipt_80',
        pageSize: { width: 80_000, height: 106_000 },
        margins: { marginType: 'none' },
        printBackground: true,
      },
    ]);
    // The hidden window is gone, and so is the paper it showed.
    await soon(() => running.windows.length).toBe(1);
  });

  it('of a fixed size is that size, whatever is on it', async () => {
    const { running, outcome } = await printWith({}, { html: slip(20), paper: 'A5', printer: 'Office' });
    expect(await outcome).toEqual({ state: 'printed' });
    expect(running.record.prints).toMatchObject([{ pageSize: { width: 148_000, height: 210_000 } }]);
    expect(running.record.prints[0]).not.toHaveProperty('margins');
  });

  it('that surely did not come out has failed, with the reason', async () => {
    const missing = await printWith({}, { html: slip(50), paper: '80mm', printer: 'Gone' });
    expect(await missing.outcome).toEqual({ state: 'failed', reason: 'printer-missing' });
    expect(missing.running.record.prints).toEqual([]);
    const broken = { print: () => ({ success: false, reason: 'Print job failed' }) };
    const failed = await printWith(broken, { html: slip(50), paper: '80mm', printer: 'Office' });
    expect(await failed.outcome).toEqual({ state: 'failed', reason: 'Print job failed' });
  });

  it('nobody can tell about is of unknown fate, not failed', async () => {
    const silent = { print: () => undefined };
    const { running, outcome } = await printWith(silent, { html: slip(50), paper: '80mm', printer: 'Office' });
    await soon(() => running.record.prints.length).toBe(1);
    running.windows[1]?.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    expect(await outcome).toEqual({ state: 'unknown' });
  });

  it('as PDF has the size of the paper, and no script of the paper ran', async () => {
    const running = program.start({ printers });
    const page = await running.mainPage();
    const pdf = (html: string, paper: Job['paper']) =>
      page.evaluate(
        async (wanted) => {
          await window.page.connect();
          return (await window.page.desk?.pdf(wanted)) ?? '';
        },
        { html, paper },
      );
    expect(pageBoxes(await pdf(slip(106), '80mm'))).toEqual([[points(80), points(106)]]);
    expect(pageBoxes(await pdf(slip(20), 'A5'))).toEqual([[points(148), points(210)]]);
    expect(pageBoxes(await pdf(slip(20), 'A4'))).toEqual([[points(210), points(297)]]);
  });

  it('printers are named as the system names them, with the name people know', async () => {
    const page = await program.start({ printers }).mainPage();
    const list = await page.evaluate(async () => {
      await window.page.connect();
      return window.page.desk?.printers();
    });
    expect(list).toEqual([
      { name: 'Receipt_80', title: 'Receipt_80 (显示名)' },
      { name: 'Office', title: 'Office (显示名)' },
    ]);
  });
});

describe('page sizes', () => {
  it('round a strip up to whole millimetres, never shorter than can be torn off', () => {
    expect(pageSizeOf('80mm', 96)).toEqual({ width: 80_000, height: 40_000 });
    expect(pageSizeOf('80mm', 960)).toEqual({ width: 80_000, height: 254_000 });
    expect(pageSizeOf('80mm', 961)).toEqual({ width: 80_000, height: 255_000 });
    expect(pageSizeOf('A4', 10_000)).toEqual({ width: 210_000, height: 297_000 });
  });

  it('say the same in CSS', () => {
    expect(pageRule('80mm', pageSizeOf('80mm', 960))).toBe('@page { size: 80mm 254mm; margin: 0; }');
    expect(pageRule('A5', pageSizeOf('A5', 0))).toBe('@page { size: 148mm 210mm; }');
    const across = liesAcross('<style>@page{size:297mm 210mm;margin:15mm}</style>');
    expect(pageRule('A4', asItLies(pageSizeOf('A4', 0), across))).toBe('@page { size: 297mm 210mm; }');
    expect(liesAcross('<style>@page{size:210mm 297mm;margin:15mm}</style>')).toBe(false);
  });
});
