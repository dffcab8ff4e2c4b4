/**
 * Draws `resources/icons/tongban.svg` in the sizes the systems want, with the Chromium of the tests:
 *
 *     node build/make-icons.mjs      resources/icons/<n>x<n>.png (Linux, windows), tongban.ico (Windows)
 *
 * Run after a change of the drawing; the results are kept, so that packing needs no browser. No ICNS: macOS is not a target.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser, testFlags } from './browser.mjs';
import { root, underRecentNode } from './runtime.mjs';

await underRecentNode();

const folder = join(root, 'resources/icons');
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];

/** Runs in the page: the drawing at one size, as PNG and as RGBA rows from the top, both base64. */
async function draw({ svg, size }) {
  const image = new Image();
  image.src = `data:image/svg+xml;base64,${btoa(svg)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0, size, size);
  const { data } = context.getImageData(0, 0, size, size);
  const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return { png: canvas.toDataURL('image/png').split(',')[1], pixels: base64(data) };
}

/**
 * A picture of an ICO below 256 pixels as a bitmap, which every reader of icons knows: header, BGRA rows from the bottom, and an
 * empty mask whose rows are padded to 4 bytes.
 */
function bitmapOf(size, rgba) {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(size, 4);
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const rows = Array.from({ length: size }, (_, row) =>
    rgba.subarray((size - 1 - row) * size * 4, (size - row) * size * 4),
  );
  const pixels = Buffer.concat(rows);
  for (let at = 0; at < pixels.length; at += 4) [pixels[at], pixels[at + 2]] = [pixels[at + 2], pixels[at]];
  return Buffer.concat([header, pixels, Buffer.alloc(Math.ceil(size / 32) * 4 * size)]);
}

/** @param {readonly { size: number, bytes: Buffer }[]} pictures */
function icoOf(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, bytes }] of pictures.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(bytes.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += bytes.length;
  }
  return Buffer.concat([head, ...pictures.map(({ bytes }) => bytes)]);
}

async function drawAll() {
  const svg = readFileSync(join(folder, 'tongban.svg'), 'utf8').replace(/<!--[\s\S]*?-->/g, '');
  const browser = await chromium.launch({ executablePath: findBrowser() ?? '', args: testFlags() });
  try {
    const page = await browser.newPage();
    const drawn = new Map();
    for (const size of new Set([...linuxSizes, ...windowsSizes])) {
      const { png, pixels } = await page.evaluate(draw, { svg, size });
      drawn.set(size, { png: Buffer.from(png, 'base64'), pixels: Buffer.from(pixels, 'base64') });
    }
    return drawn;
  } finally {
    await browser.close();
  }
}

const drawn = await drawAll();
for (const size of linuxSizes) writeFileSync(join(folder, `${size}x${size}.png`), drawn.get(size).png);
const pictures = windowsSizes.map((size) => ({
  size,
  bytes: size < 256 ? bitmapOf(size, drawn.get(size).pixels) : drawn.get(size).png,
}));
writeFileSync(join(folder, 'tongban.ico'), icoOf(pictures));
console.log(`${linuxSizes.length} pictures and tongban.ico in resources/icons/`);
