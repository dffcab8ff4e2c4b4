/**
 * Makes `resources/catalogue/forms/*`, the sample official forms (官方表格, and the 花名册 of a 上报批次) of the complete matters of the catalogue:
 *
 *     node build/make-official-forms.mjs [folder]
 *
 * The files are checked in, for the program ships them and a hall opens them in Word as the pattern of its own; the same sources always
 * give the same bytes, and `tests/papers/official-forms.test.ts` holds the one against the other.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Document, Packer } from 'docx';
import PizZip from 'pizzip';
import { root } from './runtime.mjs';
import { disabilitySubsidies, elderAllowance, elderCard } from './official-forms/civil-affairs.mjs';
import { homesteadApplication, homesteadApproval, homesteadPledge } from './official-forms/homestead.mjs';
import { medicalInsurance, veteranCard } from './official-forms/others.mjs';
import { elderAllowanceRoster } from './official-forms/roster.mjs';

export const officialForms = {
  'elder-allowance.docx': elderAllowance,
  'elder-card.docx': elderCard,
  'disability-subsidies.docx': disabilitySubsidies,
  'homestead-application.docx': homesteadApplication,
  'homestead-pledge.docx': homesteadPledge,
  'homestead-approval.docx': homesteadApproval,
  'medical-insurance-enrolment.docx': medicalInsurance,
  'veteran-card.docx': veteranCard,
  'elder-allowance-roster.xlsx': elderAllowanceRoster,
};

const madeOn = '2026-11-23T00:00:00Z';

/** The packer writes the time of day into the file and its entries, and draws ids of relations by chance; these would differ each time. */
async function sameBytes(made) {
  const document = await made;
  const packed = new PizZip(document instanceof Document ? await Packer.toBuffer(document) : document);
  const zip = new PizZip();
  const names = Object.keys(packed.files).filter((name) => !packed.files[name].dir);
  const renamed = renameRelations(packed, names);
  for (const name of names.sort()) {
    const text = packed.file(name).asText();
    const content = name.endsWith('core.xml') ? text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, madeOn) : renamed(text);
    zip.file(name, content, { date: new Date(2026, 10, 23) });
  }
  return zip.generate({ type: 'nodebuffer', compression: 'DEFLATE', compressionOptions: { level: 9 } });
}

function renameRelations(packed, names) {
  const ids = names
    .filter((name) => name.endsWith('.rels'))
    .flatMap((name) =>
      [
        ...packed
          .file(name)
          .asText()
          .matchAll(/Id="(rId[A-Za-z0-9_-]{8,})"/g),
      ].map(([, id]) => id),
    );
  return (text) => ids.reduce((done, id, at) => done.replaceAll(id, `rIdForm${String(at)}`), text);
}

export async function makeOfficialForms(folder = join(root, 'resources/catalogue/forms')) {
  mkdirSync(folder, { recursive: true });
  for (const [name, make] of Object.entries(officialForms)) writeFileSync(join(folder, name), await sameBytes(make()));
}

if (process.argv[1]?.endsWith('make-official-forms.mjs')) await makeOfficialForms(process.argv[2]);
