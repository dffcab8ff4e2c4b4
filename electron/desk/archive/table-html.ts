/** 目录.html of a package: readable with nothing but a browser, years from now. No script, nothing fetched. */
import { gapSentence, sortNames } from '#shared/archive/parts.ts';
import { boundName } from '#shared/archive/manifest.ts';
import { escapeHtml } from '#shared/documents/html-text.ts';
import { showDate, showMoment, showNumber } from '#shared/documents/facts.ts';
import type { CaseFile } from './case-file.ts';
import { factsOf } from './file-facts.ts';
import type { Making, Named } from './make.ts';

const style = `body{font-family:"Noto Sans SC","Microsoft YaHei",sans-serif;margin:2em auto;max-width:60em;line-height:1.6}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #666;padding:.3em .5em;text-align:left;vertical-align:top}`;

const link = (name: string, text: string): string =>
  `<a href="${name.split('/').map(encodeURIComponent).join('/')}">${escapeHtml(text)}</a>`;

const cells = (...texts: readonly string[]): string => `<tr>${texts.map((text) => `<td>${text}</td>`).join('')}</tr>`;

function line({ part, note, pages, name }: Named, at: number): string {
  const title = name === undefined ? escapeHtml(part.title) : link(name, part.title);
  const where = pages === undefined ? '—' : `${String(pages.from)}–${String(pages.to)}`;
  const day = part.on === undefined ? '—' : showDate(part.on);
  return cells(String(at + 1), sortNames[part.sort], title, day, where, escapeHtml(note));
}

export function tableHtml(making: Making, file: CaseFile, named: readonly Named[], pages: number): string {
  const facts = factsOf(making, file);
  const gaps = file.gaps.map((gap) => `<li>${escapeHtml(gapSentence(gap))}</li>`).join('');
  const head = ['序号', '类别', '材料名称', '日期', '页次', '备注'].map((text) => `<th>${text}</th>`).join('');
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>办件档案 ${escapeHtml(facts.number)}</title><style>${style}</style></head><body>
<h1>办件档案</h1>
<p>${escapeHtml(showNumber(facts.number))}　${escapeHtml(facts.matter)}　${escapeHtml(facts.petitioner)}　${escapeHtml(facts.status)}</p>
<p>${link(boundName, '全部材料合成的 PDF')}（共 ${String(pages)} 页）　${escapeHtml(facts.hall.name)}　${escapeHtml(facts.printedBy)}　${showMoment(facts.printedAt)}</p>
<table><thead><tr>${head}</tr></thead><tbody>${named.map(line).join('')}</tbody></table>
<h2>缺项说明</h2>${gaps === '' ? '<p>没有缺项。</p>' : `<ol>${gaps}</ol>`}
</body></html>
`;
}
