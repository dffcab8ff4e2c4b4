import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { openFontFaces } from '#desk/print/render/font-faces.ts';
import { copyResources } from '../../build/bundles.mjs';

const file = z.object({ file: z.string() });
const facesSchema = z.object({ common: z.array(file).min(1), rare: z.array(file).min(1) });

test('the built program finds every font in one folder: papers are drawn with nothing else', () => {
  const target = mkdtempSync(join(tmpdir(), 'tongban-resources-'));
  onTestFinished(() => {
    rmSync(target, { recursive: true });
  });
  copyResources(target);
  const fonts = join(target, 'fonts');
  const { common, rare } = facesSchema.parse(JSON.parse(readFileSync(join(fonts, 'faces.json'), 'utf8')));
  expect([...common, ...rare].filter(({ file: name }) => !existsSync(join(fonts, name)))).toEqual([]);
  expect(
    openFontFaces({ common: fonts, rare: fonts }).inside({
      plain: '通办㛃𠮷0',
      bold: '通',
      families: ['Tongban Sans'],
    }),
  ).toContain('data:font/woff2');
});
