import { describe, expect, it } from 'vitest';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import { scanPublic } from '#shared/publish/scan.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { textsOfPdf } from './finished-pdf.ts';

const id = makeResidentId({ area: '360732', birth: getPlainDate('1949-10-02'), sequence: 11 });

interface Wishes {
  /** Operators of the one page, within BT and ET. */
  readonly page: string;
  /** More of the page's dictionary, and objects from 7 on. */
  readonly ofPage?: string;
  readonly objects?: readonly string[];
  readonly info?: string;
  readonly catalog?: string;
}

/** A PDF of one page, by hand: what a browser never writes can be in a file that somebody touched. */
function made({ page, ofPage = '', objects = [], info = '', catalog = '' }: Wishes): Uint8Array {
  const content = `BT /F 12 Tf ${page} ET`;
  const all = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /I 7 0 R >> >> ${ofPage} >>`,
    `<< /Length ${String(content.length)} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Producer (made by hand) /CreationDate (D:20261123145200+08'00') ${info} >>`,
    ...objects,
  ];
  let text = '%PDF-1.7\n';
  const places = all.map((object, index) => {
    const at = text.length;
    text += `${String(index + 1)} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = String(all.length + 1);
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}`;
  return new TextEncoder().encode(
    `${text}${table}trailer\n<< /Size ${size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${String(text.length)}\n%%EOF\n`,
  );
}

const at = (x: number, y: number, text: string): string => `1 0 0 1 ${String(x)} ${String(y)} Tm (${text}) Tj`;
const foundIn = async (wishes: Wishes) => {
  const { texts } = await textsOfPdf(made(wishes));
  return [...new Set(scanPublic(texts).map(({ kind }) => kind))];
};

describe('a finished PDF', () => {
  it('is clean when it is, whenever it was made', async () => {
    const page = [at(50, 700, '1'), at(90, 700, '36*************021'), at(300, 700, '139****5555')].join(' ');
    expect(await foundIn({ page })).toEqual([]);
    expect((await textsOfPdf(made({ page }))).unread).toEqual([]);
  });

  it.each<[string, Wishes]>([
    ['on the page', { page: at(50, 700, id) }],
    ['split into pieces', { page: `${at(50, 700, id.slice(0, 9))} (${id.slice(9)}) Tj` }],
    ['broken over two lines of a cell', { page: `${at(50, 700, id.slice(0, 10))} ${at(50, 686, id.slice(10))}` }],
    ['drawn with its end first', { page: `${at(50 + 10 * 6.672, 700, id.slice(10))} ${at(50, 700, id.slice(0, 10))}` }],
    ['unseen', { page: `3 Tr ${at(50, 700, id)}` }],
    ['in the title', { page: at(50, 700, '1'), info: `/Title (${id})` }],
    [
      'in a note',
      {
        page: at(50, 700, '1'),
        ofPage: '/Annots [8 0 R]',
        objects: ['<< >>', `<< /Type /Annot /Subtype /Text /Rect [0 0 20 20] /Contents (${id}) >>`],
      },
    ],
    [
      'as a bookmark',
      {
        page: at(50, 700, '1'),
        catalog: '/Outlines 8 0 R',
        objects: [
          '<< >>',
          '<< /Type /Outlines /First 9 0 R /Last 9 0 R /Count 1 >>',
          `<< /Title (${id}) /Parent 8 0 R /Dest [3 0 R /Fit] >>`,
        ],
      },
    ],
  ])('gives an ID number away %s', async (_, wishes) => {
    expect(await foundIn(wishes)).toContain('idNumber');
  });

  it('gives a telephone away that is broken over two lines', async () => {
    expect(await foundIn({ page: `${at(50, 700, '1390797')} ${at(50, 686, '5555')}` })).toEqual(['mobile']);
  });

  it('reads what a program hands over as a Buffer', async () => {
    const { texts } = await textsOfPdf(Buffer.from(made({ page: at(50, 700, 'A') })));
    expect(texts.map(({ text }) => text)).toContain('A');
  });

  it('says on which page and line', async () => {
    const { texts } = await textsOfPdf(made({ page: `${at(50, 700, 'A')} ${at(50, 600, id)}` }));
    expect(scanPublic(texts).map(({ place }) => place)).toContain('第1页!2');
  });

  it('names the page with a picture, which nobody can read', async () => {
    const picture =
      '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Length 1 >>\nstream\n0\nendstream';
    const { unread } = await textsOfPdf(made({ page: 'ET 100 0 0 100 50 50 cm /I Do BT', objects: [picture] }));
    expect(unread).toEqual(['第1页']);
  });
});
