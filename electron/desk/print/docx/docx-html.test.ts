import { describe, expect, test } from 'vitest';
import { unwrap } from '#shared/kernel/result.ts';
import { madeDocx, paragraphsOf } from '../../../../tests/support/made-docx.ts';
import type { FontFaces } from '../render/font-faces.ts';
import { docxHtml, type DocxPage } from './docx-html.ts';

const fonts: FontFaces = { byAddress: () => '', inside: () => '', pathOf: () => undefined, fileFor: () => undefined };
const draw = (body: string, parts: Readonly<Record<string, string | Uint8Array>> = {}): DocxPage =>
  unwrap(docxHtml(madeDocx(body, parts), fonts, { from: 'address', base: 'f' }, '示例表'));
/** What stands in the body, without styles. */
const bodyOf = ({ html }: DocxPage): string =>
  (/<body>(.*)<\/body>/su.exec(html)?.[1] ?? '').replace(/ style="[^"]*"/g, '').replace(/<\/?section[^>]*>/g, '');

const cell = (text: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraphsOf(text)}</w:tc>`;
const row = (...cells: readonly string[]): string => `<w:tr>${cells.join('')}</w:tr>`;
const table = (rows: string, properties = '', columns = 3): string =>
  `<w:tbl><w:tblPr>${properties}</w:tblPr><w:tblGrid>${'<w:gridCol w:w="2000"/>'.repeat(columns)}</w:tblGrid>${rows}</w:tbl>`;
const relations = (target: string, id = 'rId9'): string =>
  `<Relationships xmlns="x"><Relationship Id="${id}" Type="t" Target="${target}"/></Relationships>`;

describe('tables', () => {
  test('cells joined across and down keep their places', () => {
    const rows =
      row(cell('家庭成员', '<w:vMerge w:val="restart"/>'), cell('姓名'), cell('关系')) +
      row(cell('', '<w:vMerge/>'), cell('张示例', '<w:gridSpan w:val="2"/>')) +
      row(cell('备注'), cell('无', '<w:gridSpan w:val="2"/>'));
    expect(bodyOf(draw(table(rows))).replace(/<\/?(p|span|colgroup|col|tbody|table)>/g, '')).toBe(
      '<tr><td rowspan="2">家庭成员</td><td>姓名</td><td>关系</td></tr>' +
        '<tr><td colspan="2">张示例</td></tr><tr><td>备注</td><td colspan="2">无</td></tr>',
    );
  });

  test('columns have the widths of the grid, lines those of the table, of its style or of the cell', () => {
    const line = (name: string, value: string): string => `<w:${name} w:val="${value}" w:sz="8"/>`;
    const borders = `<w:tblBorders>${['top', 'bottom', 'left', 'right', 'insideH', 'insideV'].map((one) => line(one, 'single')).join('')}</w:tblBorders>`;
    const bare = `<w:tcBorders>${line('right', 'nil')}</w:tcBorders>`;
    const drawn = draw(table(row(cell('甲', bare), cell('乙'), cell('丙')), borders)).html;
    expect(drawn).toContain('<table style="width:300pt"><colgroup><col style="width:100pt">');
    expect(drawn).toContain(
      'border-top:1pt solid #000;border-bottom:1pt solid #000;border-left:1pt solid #000;border-right:none',
    );
    const styles = `<w:styles NAMESPACES><w:style w:type="table" w:styleId="T1"><w:tblPr>${borders}</w:tblPr></w:style><w:style w:type="table" w:styleId="T2"><w:basedOn w:val="T1"/></w:style></w:styles>`;
    const styled = draw(table(row(cell('甲')), '<w:tblStyle w:val="T2"/>', 1), { 'word/styles.xml': styles }).html;
    expect(styled).toContain('border-left:1pt solid #000');
    expect(draw(table(row(cell('甲')), '', 1)).html).toContain('border-left:none');
    const newer = `<w:tblBorders>${line('start', 'single')}${line('end', 'double')}</w:tblBorders>`;
    expect(draw(table(row(cell('甲')), newer, 1)).html).toContain(
      'border-left:1pt solid #000;border-right:3pt double #000',
    );
  });

  test('rows have their heights, headings come again, a table within a cell is drawn', () => {
    const heading = '<w:tr><w:trPr><w:tblHeader/><w:trHeight w:val="600"/></w:trPr>' + cell('头') + '</w:tr>';
    const inner = `<w:tc><w:tcPr/>${table(row(cell('内')), '', 1)}${paragraphsOf('')}</w:tc>`;
    const { html } = draw(table(heading + row(inner), '', 1));
    expect(html).toMatch(
      /<thead><tr style="height:30pt"><td[^>]*><p[^>]*><span[^>]*>头<\/span><\/p><\/td><\/tr><\/thead>/,
    );
    expect(html.match(/<table/g)).toHaveLength(2);
  });
});

describe('sheets', () => {
  const sheet = (w: number, h: number): string =>
    `<w:sectPr><w:pgSz w:w="${String(w)}" w:h="${String(h)}"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800"/></w:sectPr>`;

  test.each([
    ['A4', 11906, 16838, 'A4', 'portrait', '210mm 297mm'],
    ['A4 across', 16838, 11906, 'A4', 'landscape', '297mm 210mm'],
    ['A5', 8391, 11906, 'A5', 'portrait', '148mm 210mm'],
  ])('%s', (_, width, height, size, orientation, css) => {
    const page = draw(paragraphsOf('x') + sheet(width, height));
    expect(page).toMatchObject({ size, orientation, notDrawn: [] });
    expect(page.html).toContain(`@page s0{size:${css};margin:72pt 86pt 72pt 86pt;`);
  });

  test('a sheet no printer here takes is told', () => {
    expect(draw(paragraphsOf('x') + sheet(16838, 23811)).notDrawn).toEqual(['paper']);
  });

  test('sections have sheets of their own, and the empty paragraph behind a table takes no page', () => {
    const first = `<w:p><w:pPr>${sheet(11906, 16838)}</w:pPr></w:p>`;
    const { html } = draw(first + table(row(cell('甲')), '', 1) + '<w:p/>' + sheet(16838, 11906));
    expect(html).toContain('@page s0{size:210mm 297mm');
    expect(html).toContain('@page s1{size:297mm 210mm');
    expect(html.endsWith('</table></section></body></html>')).toBe(true);
  });

  test('the foot counts pages anew, whatever the file showed when it was saved', () => {
    const field = (code: string): string =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const foot = `<w:ftr NAMESPACES><w:p><w:r><w:t>第</w:t></w:r>${field('PAGE')}<w:r><w:t>页"共</w:t></w:r>${field('NUMPAGES')}</w:p></w:ftr>`;
    const section = '<w:sectPr><w:footerReference w:type="default" r:id="rId9"/></w:sectPr>';
    const parts = { 'word/footer1.xml': foot, 'word/_rels/document.xml.rels': relations('footer1.xml') };
    const { html } = draw(paragraphsOf('x') + section, parts);
    expect(html).toMatch(/@bottom-center\{font:[^{}]*content:"第" counter\(page\) "页\\22 共" counter\(pages\)\}/);
  });
});

describe('text', () => {
  test('says what stands there and nothing that could run', () => {
    const page = draw(paragraphsOf('<script>alert(1)</script> & "张"'));
    expect(bodyOf(page)).toBe('<p><span>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;张&quot;</span></p>');
    expect(page.html).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:;`,
    );
    const evil =
      '<w:p><w:r><w:rPr><w:rFonts w:eastAsia="x;}&lt;/style&gt;&quot;"/><w:color w:val="red;x"/></w:rPr><w:t>a</w:t></w:r></w:p>';
    expect(draw(evil).html).not.toMatch(/<\/style>[^<]*<\/style>|red;x|style="[^"]*</);
  });

  test('looks like its paragraph, its style, its defaults, in this order', () => {
    const styles =
      '<w:styles NAMESPACES><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/><w:rFonts w:eastAsia="宋体"/></w:rPr></w:rPrDefault></w:docDefaults>' +
      '<w:style w:type="paragraph" w:styleId="a"><w:rPr><w:b/><w:sz w:val="32"/></w:rPr><w:pPr><w:jc w:val="center"/></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:rPr><w:b w:val="0"/></w:rPr></w:style></w:styles>';
    const { html } = draw(
      '<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>标题</w:t></w:r></w:p>',
      { 'word/styles.xml': styles },
    );
    expect(html).toContain('text-align:center');
    const look = /<span style="([^"]*)">标题/.exec(html)?.[1] ?? '';
    expect(look).toContain('font-size:16pt');
    expect(look).toContain('text-decoration:underline');
    expect(look).not.toContain('font-weight');
    expect(look).toContain('宋体');
  });

  test('on a grid of lines a line takes as many of it as it needs', () => {
    const grid = '<w:sectPr><w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>';
    const sized = (half: number): string =>
      `<w:p><w:r><w:rPr><w:sz w:val="${String(half)}"/></w:rPr><w:t>x</w:t></w:r></w:p>`;
    expect(draw(sized(21) + grid).html).toContain('line-height:15.6pt');
    expect(draw(sized(32) + grid).html).toContain('line-height:31.2pt');
    expect(draw(sized(32)).html).toContain('line-height:20.8pt');
  });

  test('a page may end within a paragraph; numbers count; boxes of Wingdings are boxes', () => {
    const broken = '<w:p><w:r><w:t>一</w:t><w:br w:type="page"/><w:t>二</w:t></w:r></w:p>';
    expect(draw(broken).html).toMatch(/一<\/span><\/p><p style="[^"]*break-before:page"><span[^>]*>二/);
    const numbering =
      '<w:numbering NAMESPACES><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>';
    const item = (text: string): string =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
    expect(bodyOf(draw(item('甲') + item('乙'), { 'word/numbering.xml': numbering }))).toBe(
      '<p><span>一、</span><span>甲</span></p><p><span>二、</span><span>乙</span></p>',
    );
    const symbols =
      '<w:p><w:r><w:sym w:font="Wingdings 2" w:char="F052"/><w:sym w:font="Wingdings" w:char="F0A8"/></w:r></w:p>';
    expect(draw(symbols)).toMatchObject({ notDrawn: [] });
    expect(bodyOf(draw(symbols))).toBe('<p><span>☑☐</span></p>');
  });

  test('a picture stands in its size, within the page', () => {
    const picture =
      '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1270000" cy="635000"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>';
    const parts = {
      'word/_rels/document.xml.rels': relations('media/a.png'),
      'word/media/a.png': new Uint8Array([1, 2, 3]),
    };
    expect(draw(picture, parts).html).toContain(
      '<img alt="" src="data:image/png;base64,AQID" style="width:100pt;height:50pt">',
    );
    expect(draw(picture, { 'word/_rels/document.xml.rels': relations('media/a.wmf') }).notDrawn).toEqual(['picture']);
  });
});

test.each([
  [
    'textBox',
    '<w:p><w:r><mc:AlternateContent><mc:Fallback><w:pict><v:shape><w:txbxContent/></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>',
  ],
  ['shape', '<w:p><w:r><w:pict><v:line/></w:pict></w:r></w:p>'],
  ['symbol', '<w:p><w:r><w:sym w:font="Webdings" w:char="F063"/></w:r></w:p>'],
  ['footnote', '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'],
  ['columns', '<w:p/><w:sectPr><w:cols w:num="2"/></w:sectPr>'],
])('what cannot be drawn is told: %s', (what, body) => {
  expect(draw(body).notDrawn).toEqual([what]);
});

test('deleted text is gone, inserted text is there', () => {
  const body = '<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>';
  expect(bodyOf(draw(body))).toBe('<p><span>新</span></p>');
});

test('no form at all is refused', () => {
  expect(docxHtml(new Uint8Array([1]), fonts, { from: 'inside' }, 'x')).toMatchObject({
    refusal: { code: 'officialForm.notDocx' },
  });
});
