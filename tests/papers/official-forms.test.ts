/** The sample official forms through a real browser: one sheet of A4 each, nothing fetched, nothing cut off, their text to be read back. */
import { numberOfPetitioner } from '../../shared/kinds/common/petitioner.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { docxHtml } from '#desk/print/docx/docx-html.ts';
import { fillOfficialForm } from '#desk/print/official-form.ts';
import { openFontFaces } from '#desk/print/render/font-faces.ts';
import { readCatalogue } from '#desk/resources/catalogue.ts';
import { sampleFormCase } from '#shared/documents/official-form/form-case.ts';
import { formTags } from '#shared/documents/official-form/form-tags.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { officialFormsSchema } from '#shared/kinds/matter/guide.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { makeOfficialForms } from '../../build/make-official-forms.mjs';
import { temporaryFolder } from '../support/store.ts';
import { hasPoppler, makePdf, openBrowser, sheetOfPdf, textOfPdf } from '../support/pdf.ts';

const fonts = openFontFaces({
  rare: 'resources/fonts',
  common: 'node_modules/@fontsource',
});
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

const forms = readCatalogue('resources').flatMap((version) =>
  officialFormsSchema
    .parse(version['officialForms'] ?? [])
    .filter(({ isRoster }) => isRoster !== true)
    .map(({ name, file }) => ({ name, file, version })),
);
const withoutBlanks = (text: string): string => text.replace(/\s/g, '');

test('the checked-in forms are what their script makes', async () => {
  const folder = temporaryFolder();
  await makeOfficialForms(folder);
  const made = readdirSync(folder).toSorted();
  expect(made).toEqual(readdirSync('resources/catalogue/forms').toSorted());
  for (const name of made) {
    const [own, kept] = [join(folder, name), join('resources/catalogue/forms', name)].map((path) => readFileSync(path));
    expect(own && kept && Buffer.compare(own, kept)).toBe(0);
  }
});

test.runIf(hasPoppler).each(forms)('$name', async ({ name, file, version }) => {
  const sample = sampleFormCase({ version, today: getPlainDate('2026-11-23') });
  const tags = formTags({ ...sample, petitioner: { ...sample.petitioner, name: '陈䶮𬭎' } });
  const template = readFileSync(file.replace('sample:', 'resources/catalogue/forms/'));
  const { docx } = unwrap(fillOfficialForm(template, tags));
  const page = unwrap(docxHtml(docx, fonts, { from: 'inside' }, name));
  expect(page).toMatchObject({ size: 'A4', orientation: 'portrait', notDrawn: [] });
  const { pdf, requests } = await makePdf(browser, page.html, false);
  expect(requests).toEqual([]);
  expect(sheetOfPdf(pdf)).toEqual({ pages: 1, widthMm: 210, heightMm: 297 });
  const text = withoutBlanks(textOfPdf(pdf));
  for (const said of [
    withoutBlanks(name).slice(-6),
    '陈䶮𬭎',
    numberOfPetitioner(sample.petitioner) ?? '',
    '第1页共1页',
  ])
    expect(text).toContain(withoutBlanks(said));
});
