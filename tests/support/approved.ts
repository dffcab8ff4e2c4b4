/**
 * How a printed page looks, against the picture somebody looked at and approved (`tests/papers/approved/`). Small and grey, so that a face
 * drawn by another build of the browser is the same and a line that moved is not. After a change that is wanted: `TONGBAN_APPROVE=1`, then
 * look at each picture that git shows as changed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PNG } from 'pngjs';
import { expect } from 'vitest';

const approved = join(import.meta.dirname, '../papers/approved');
const dotsPerInch = 36;
/** Of 255: less is how edges are smoothed. */
const unlike = 64;
/** Part of all dots that may be unlike. */
const tolerated = 0.002;

/** The first page of `pdf` must look as it did when the picture of that name was approved. */
export function expectApproved(name: string, pdf: Buffer): void {
  const file = join(approved, `${name.replaceAll(' ', '-')}.png`);
  const picture = firstPage(pdf);
  if (process.env['TONGBAN_APPROVE'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file) || unlikeness(readFileSync(file), picture) > tolerated) writeFileSync(file, picture);
    return;
  }
  expect(existsSync(file), `no approved picture ${file}`).toBe(true);
  expect(unlikeness(readFileSync(file), picture), `unlike ${file}`).toBeLessThanOrEqual(tolerated);
}

function firstPage(pdf: Buffer): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-approved-'));
  try {
    const file = join(folder, 'paper.pdf');
    writeFileSync(file, pdf);
    execFileSync('pdftoppm', ['-png', '-gray', '-r', String(dotsPerInch), '-singlefile', file, join(folder, 'page')]);
    return small(readFileSync(join(folder, 'page.png')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In nine greys and packed well: a tenth of what poppler writes. */
function small(picture: Buffer): Buffer {
  const page = PNG.sync.read(picture);
  for (let at = 0; at < page.data.length; at++)
    page.data[at] = Math.min(255, Math.round((page.data[at] ?? 0) / 32) * 32);
  return PNG.sync.write(page, { colorType: 0, deflateLevel: 9, filterType: -1 });
}

/** Part of the dots that are clearly lighter or darker, 0 to 1; 1 where the sizes differ by more than a dot. */
function unlikeness(before: Buffer, now: Buffer): number {
  const [a, b] = [PNG.sync.read(before), PNG.sync.read(now)];
  if (Math.abs(a.width - b.width) > 1 || Math.abs(a.height - b.height) > 1) return 1;
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
  let differing = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (Math.abs((a.data[(y * a.width + x) * 4] ?? 0) - (b.data[(y * b.width + x) * 4] ?? 0)) > unlike) differing++;
  return differing / (width * height);
}
