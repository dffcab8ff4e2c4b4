import fc from 'fast-check';
import { expect, it } from 'vitest';
import { outsideName } from './outside-name.ts';

it('keeps plain names, Chinese and rare characters among them', () => {
  for (const name of ['户口簿.jpg', '𠮷田春 授权书 (2).pdf', '收件凭证.tar.gz', 'com.txt', 'console.log'])
    expect(outsideName(name)).toBe(name);
});

it('takes away what would leave the folder, hide the file or show another ending', () => {
  expect(outsideName('../../etc/passwd')).toBe('etc passwd');
  expect(outsideName('C:\\Windows\\a.dll')).toBe('C Windows a.dll');
  expect(outsideName('.bashrc')).toBe('bashrc');
  expect(outsideName('照片\u202egpj.exe')).toBe('照片 gpj.exe');
  expect(outsideName('a.pdf:stream')).toBe('a.pdf stream');
  expect(outsideName('报告.pdf. . ')).toBe('报告.pdf');
  expect(outsideName('a\u0000b\nc.txt')).toBe('a b c.txt');
  expect(outsideName('NUL.txt')).toBe('_NUL.txt');
  expect(outsideName('com1')).toBe('_com1');
  for (const nothing of ['', '...', ' / ', '\u200b']) expect(outsideName(nothing)).toBe('文件');
});

it('shortens to whole characters and keeps the ending', () => {
  const name = outsideName(`${'𠮷'.repeat(255)}.pdf`);
  expect(name).toBe(`${'𠮷'.repeat(49)}.pdf`);
});

it('any name becomes one plain name that stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
      const name = outsideName(given);
      expect(name).not.toBe('');
      expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}\p{Cf}]|^[. ]|[. ]$/u);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(201);
      expect(outsideName(name)).toBe(name);
    }),
  );
});
