import { expect, test } from 'vitest';
import { jpegHead, madePng } from '../../tests/support/made-picture.ts';
import { pictureOf } from './picture.ts';

test('PNG and JPEG by their content, in their size', () => {
  expect(pictureOf(madePng(26, 32))).toEqual({ type: 'png', width: 26, height: 32, turn: 0 });
  expect(pictureOf(jpegHead(640, 480))).toEqual({ type: 'jpeg', width: 640, height: 480, turn: 0 });
});

test.each([
  [1, 0],
  [3, 180],
  [6, 90],
  [8, 270],
  [2, 0],
  [0, 0],
])('a camera held so that Exif says %i: turned by %i degrees', (orientation, turn) => {
  for (const isLittle of [true, false]) expect(pictureOf(jpegHead(4, 3, orientation, isLittle))?.turn).toBe(turn);
});

test('nothing else is one: another file, a name that lies, one of no size, one cut off anywhere', () => {
  const others = [
    '',
    'hello, I am a photograph.jpg',
    '%PDF-1.7 xxxxxxxxxxxx',
    'GIF89a xxxxxxxxxxxxxxxx',
    'RIFF....WEBPVP8 ....',
  ];
  for (const other of others) expect(pictureOf(Buffer.from(other)), other).toBeUndefined();
  expect(pictureOf(madePng(0, 5))).toBeUndefined();
  const whole = jpegHead(640, 480, 6);
  for (let length = 0; length < whole.length - 14; length += 1)
    expect(pictureOf(whole.subarray(0, length)), String(length)).toBeUndefined();
});

test('a part of a larger buffer is read from where it begins', () => {
  const larger = Buffer.concat([Buffer.from('xxx'), madePng(7, 9)]);
  expect(pictureOf(larger.subarray(3))).toMatchObject({ width: 7, height: 9 });
});
