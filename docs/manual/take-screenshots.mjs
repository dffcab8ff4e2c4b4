/**
 * Takes the pictures of this manual again; run by hand after the screens changed:
 *
 *     npm run build && node docs/manual/take-screenshots.mjs [name …]
 *
 * Starts made-up desks in temporary folders by the browser host and drives Chromium at 1366×768; papers are printed to PDF and turned
 * into pictures by poppler. All stay below 200 KB. Look at every one before it is committed.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser, testFlags } from '../../build/browser.mjs';
import { root, underRecentNode } from '../../build/runtime.mjs';

await underRecentNode();
const { chromium } = await import('@playwright/test');

const wanted = process.argv.slice(2);
const isWanted = (name) => wanted.length === 0 || wanted.includes(name);
const fileOf = (name) => join(import.meta.dirname, 'images', `${name}.png`);
const folders = [];
const hosts = [];

function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-manual-'));
  folders.push(folder);
  return folder;
}

/** Starts the host on a folder; answers how to enter it and how to end it. `daysAhead` puts its clock forward. */
function startHost(folder, flags = [], daysAhead = 0) {
  const ahead = `const real = Date.now; Date.now = () => real() + ${daysAhead} * 86400000;`;
  const clock = daysAhead === 0 ? [] : ['--import', `data:text/javascript,${encodeURIComponent(ahead)}`];
  const host = spawn(
    process.execPath,
    [...clock, join(root, 'dist/electron/host/main.mjs'), '--no-open', '--data-dir', folder, ...flags],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  hosts.push(host);
  const ended = new Promise((done) => host.on('exit', done));
  const stop = () => {
    host.kill();
    return ended;
  };
  return new Promise((found, fail) => {
    let said = '';
    host.stdout.on('data', (chunk) => {
      said += String(chunk);
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S*#\S+/.exec(said)?.[0];
      if (address !== undefined) found({ address, stop });
    });
    void ended.then(() => {
      fail(new Error(`the program ended: ${said}`));
    });
  });
}

function assertSmall(name) {
  const { size } = statSync(fileOf(name));
  if (size > 200_000) throw new Error(`${name}: ${size} bytes, and 200,000 is the most`);
  console.log(name, size);
}

async function openPage(browser, address) {
  const viewport = { width: 1366, height: 768 };
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    console.error('error on the page:', error.message);
  });
  await page.goto(address);
  return page;
}

async function shoot(page, name) {
  if (!isWanted(name)) return;
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(500);
  await page.screenshot({ path: fileOf(name) });
  assertSmall(name);
}

const settle = (page) => page.waitForTimeout(800);

async function press(page, ...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
    await settle(page);
  }
}

async function goTo(page, hash) {
  await page.evaluate((to) => {
    window.location.hash = to;
  }, hash);
  await settle(page);
}

async function logIn(page, { login, password } = { login: 'demo', password: 'Yongfeng-2026' }) {
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', password);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('navigation').first().waitFor();
}

/** By keyboard, as a clerk does it. */
async function fillIntake(page) {
  await press(page, 'F2');
  await page.locator('[name=matter]').pressSequentially('高龄');
  await settle(page);
  await press(page, 'ArrowDown', 'Enter');
  await page.fill('[name="petitioner.name"]', '欧阳春');
  await page.fill('[name="petitioner.idNumber"]', '360732194103120013');
  await page.fill('[name="petitioner.phone"]', '13907970123');
  await page.fill('[name="petitioner.address"]', '永丰村二组');
  await page.getByRole('button', { name: '全部收到' }).click();
  const field = (key) => page.locator(`[data-form-field="${key}"]`);
  for (const [key, choice] of [
    ['户籍情况', '本镇户籍'],
    ['申请类别', '首次申请'],
    ['居住情况', '独居'],
    ['联系人关系', '子女'],
  ]) {
    await field(key).getByRole('radio', { name: choice, exact: true }).check();
  }
  await field('联系人').locator('input[name$=".name"]').fill('欧阳小梅');
  await field('发放账户').locator('input[name$=".holder"]').fill('欧阳春');
  await field('发放账户').locator('input[name$=".bank"]').fill('示例农商银行');
  await field('发放账户').locator('input[name$=".account"]').fill('178190121000123456');
  await page.locator('[name="petitioner.phone"]').focus();
  await page.evaluate(() => {
    document.querySelector('h1')?.scrollIntoView({ block: 'end' });
  });
}

async function takeOneIn(page) {
  await fillIntake(page);
  await shoot(page, 'take');
  await press(page, 'Control+Enter');
  await page.getByTestId('taken').waitFor();
  await settle(page);
  await shoot(page, 'print-ask');
  await page.getByTestId('print-yes').click();
  await settle(page);
  await shoot(page, 'taken');
}

async function attach(page) {
  const file = (name, picture) => ({ name, mimeType: 'image/png', buffer: readFileSync(fileOf(picture)) });
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([file('高龄补贴申请表.png', 'paper-withdrawal-A5'), file('银行卡复印件.png', 'paper-receipt-A5')]);
  await page.getByRole('button', { name: '放错了办件' }).nth(1).waitFor();
  await page.getByRole('button', { name: '添加附件' }).scrollIntoViewIfNeeded();
  await settle(page);
  await shoot(page, 'attachments');
  await page.evaluate(() => {
    document.querySelector('main')?.scrollTo(0, 0);
  });
}

async function workOnIt(page) {
  await press(page, 'F3');
  await page.keyboard.type('ouyangc', { delay: 60 });
  await settle(page);
  await shoot(page, 'find');
  await press(page, 'Enter');
  await page.getByTestId('case-page').waitFor();
  await page.locator('[data-act=accepted]').click();
  await page.getByTestId('act-submit').click();
  await page.locator('[data-status=accepted]').waitFor();
  await shoot(page, 'case');
  await attach(page);
  await page.getByTestId('more').click();
  await settle(page);
  await shoot(page, 'more');
  await page.locator('[data-act=corrected]').click();
  await page.getByRole('checkbox', { name: '申请人' }).check();
  await settle(page);
  await shoot(page, 'correct');
  await press(page, 'Escape');
}

const pages = [
  ['cases', '/cases'],
  ['print', '/print'],
  ['matters', '/matters'],
  ['voids', '/voids'],
  ['settings', '/settings'],
  ['staff', '/settings/staff'],
  ['help', '/help'],
];

async function printPad(page) {
  await goTo(page, '/pads');
  await page.fill('[name=count]', '5');
  await page.getByTestId('pad-reserve').click();
  await page.getByTestId('pad').waitFor();
  await page.getByTestId('pad').getByRole('button').nth(1).click();
  await settle(page);
  await shoot(page, 'pads');
}

async function backUp(page) {
  await goTo(page, '/settings/backup');
  await page.locator('[name=folder]').fill(temporaryFolder());
  await page.getByRole('button', { name: '保存文件夹' }).click();
  // A new folder is backed up to by itself, soon.
  const proof = page.getByText('已重新打开核对');
  const isProven = await proof.waitFor({ timeout: 8000 }).then(
    () => true,
    () => false,
  );
  if (!isProven) {
    await page.getByRole('button', { name: '马上备份' }).click();
    await proof.waitFor();
  }
  // The folder's name is this machine's business.
  await page.locator('[name=folder]').fill('E:\\通办备份');
  await shoot(page, 'backup');
}

async function demo(browser) {
  const folder = temporaryFolder();
  const { address, stop } = await startHost(folder, ['--demo']);
  const page = await openPage(browser, address);
  await page.locator('[name=login]').waitFor();
  await shoot(page, 'login');
  await logIn(page);
  await settle(page);
  await shoot(page, 'home');
  await takeOneIn(page);
  await workOnIt(page);
  for (const [name, hash] of pages) {
    await goTo(page, hash);
    await shoot(page, name);
  }
  await printPad(page);
  await backUp(page);
  await press(page, 'Alt+L');
  await shoot(page, 'lock');
  await page.context().close();
  await stop();
  await aWrongClock(browser, folder);
}

async function aWrongClock(browser, folder) {
  const { address, stop } = await startHost(folder, ['--demo'], 20);
  const page = await openPage(browser, address);
  await logIn(page);
  await settle(page);
  await shoot(page, 'clock');
  await press(page, 'Escape');
  await goTo(page, '/settings');
  await page.getByText('大字（适老）').click();
  await settle(page);
  await goTo(page, '/');
  await shoot(page, 'home-large');
  await page.context().close();
  await stop();
}

async function firstStart(browser) {
  const { address, stop } = await startHost(temporaryFolder());
  const page = await openPage(browser, address);
  await page.getByRole('button', { name: '设置这台电脑' }).waitFor();
  await shoot(page, 'first-start');
  await page.getByRole('button', { name: '设置这台电脑' }).click();
  await page.locator('[name=township]').pressSequentially('永丰', { delay: 40 });
  await settle(page);
  await page
    .getByRole('option', { name: /永丰镇.*兴国/ })
    .first()
    .click();
  await settle(page);
  await shoot(page, 'set-up-place');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.fill('[name=name]', '陈小芳');
  await page.fill('[name=login]', 'chenxiaofang');
  for (const field of await page.locator('input[type=password]').all()) await field.fill('Yongfeng-2026');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.locator('ol li').first().waitFor();
  await settle(page);
  await shoot(page, 'set-up-phrase');
  await page.context().close();
  await stop();
}

const demoHall = '360732108000';

/** A desk that has joined a server which is then switched off: what waits, why, when it is tried next. */
async function serverGone(browser) {
  if (!isWanted('link')) return;
  const { startHub } = await import('../../tests/e2e/support/hub.ts');
  const hub = await startHub(demoHall);
  const { address, stop } = await startHost(temporaryFolder(), ['--demo']);
  const page = await openPage(browser, address);
  try {
    await page.locator('[name=login]').waitFor();
    await logIn(page);
    await goTo(page, '/settings/link');
    await page.fill('[name=code]', (await hub.invite()).line);
    await press(page, 'Control+Enter');
    await page.getByTestId('comparison').waitFor();
    await page.getByRole('button', { name: '一致，确认加入' }).click();
    await hub.confirm(await hub.digits());
    await page.locator('[data-testid=link-standing][data-is=atRest]').waitFor({ timeout: 60_000 });
    await hub.stop();
    await fillIntake(page);
    await press(page, 'Control+Enter');
    await page.getByTestId('print-yes').click();
    await settle(page);
    await goTo(page, '/settings/link');
    await page.getByTestId('waiting-acts').waitFor();
    // The address is this machine's business.
    await page.getByText(hub.address).evaluate((fact) => (fact.textContent = '192.168.1.5:8443'));
    await shoot(page, 'link');
  } finally {
    await page.context().close();
    await stop();
    await hub.drop();
  }
}

/** A slip printer of this computer: set up by the wizard, and what 全部打印 says when it has no paper. */
async function printRoom(browser) {
  if (!isWanted('printers') && !isWanted('print-all')) return;
  const { allWell, startFakePrinter } = await import('../../tests/support/fake-printer.ts');
  const printer = await startFakePrinter({ behaves: 'reads', status: allWell });
  const { address, stop } = await startHost(temporaryFolder(), ['--demo']);
  const page = await openPage(browser, address);
  try {
    await page.locator('[name=login]').waitFor();
    await logIn(page);
    await goTo(page, '/settings/printers');
    await page.getByTestId('add-printer').click();
    await page.fill('[name=host]', '127.0.0.1');
    await page.fill('[name=port]', String(printer.port));
    await press(page, 'Control+Enter');
    await page.fill('[name=title]', '一号窗口小票机');
    await press(page, 'Control+Enter');
    await page.getByTestId('test-good').click();
    await page.locator('[data-printer] [role=status]').waitFor();
    // The address is this machine's business.
    await page.getByText('127.0.0.1').evaluate((fact, real) => {
      fact.textContent = fact.textContent.replace(real, '192.168.1.50:9100');
    }, `127.0.0.1:${printer.port}`);
    await settle(page);
    await shoot(page, 'printers');
    printer.manners = { behaves: 'reads', status: { ...allWell, printer: 0x1a, paper: 0x72 } };
    for (let slips = 0; slips < 2; slips += 1) {
      await fillIntake(page);
      await press(page, 'Control+Enter');
      await page.getByRole('dialog').getByRole('button', { name: '以后再说' }).click();
    }
    await goTo(page, '/print');
    await press(page, 'Alt+a');
    await page.getByText(/打印结束/).waitFor();
    await settle(page);
    await shoot(page, 'print-all');
  } finally {
    await page.context().close();
    await stop();
    await printer.stop();
  }
}

/** Printed as the program prints, then made into a picture of 96 dots an inch. */
async function drawPapers(browser) {
  const { papers } = await import('../../shared/documents/papers.ts');
  const { drawForPrint } = await import('../../electron/desk/print/render/paper-html.ts');
  const { openFontFaces } = await import('../../electron/desk/print/render/font-faces.ts');
  const { makePdf } = await import('../../tests/support/pdf.ts');
  const fonts = openFontFaces({
    rare: join(root, 'resources/fonts'),
    common: join(root, 'node_modules/@fontsource'),
  });
  for (const { paper, samples, sizes, issue } of papers) {
    const issued = issue(Object.values(samples)[0]);
    if (!issued.ok) throw new Error(`${paper}: ${issued.refusal.code}`);
    const usual = sizes.includes('A5') ? 'A5' : sizes[0];
    for (const size of sizes.includes('80mm') ? ['80mm', usual] : [usual]) {
      const name = `paper-${paper}-${size}`;
      if (!isWanted(name)) continue;
      const request = { papers: [{ issued: issued.value }], size, sizes, faces: { from: 'inside' } };
      const drawn = drawForPrint(fonts, request);
      if (!drawn.ok) throw new Error(`${name}: ${drawn.refusal.code}`);
      const { pdf } = await makePdf(browser, drawn.value.html, drawn.value.isRoll);
      const file = join(temporaryFolder(), 'paper.pdf');
      writeFileSync(file, pdf);
      execFileSync('pdftoppm', ['-png', '-singlefile', '-r', '96', file, fileOf(name).replace(/\.png$/, '')]);
      assertSmall(name);
    }
  }
}

const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: [...testFlags(), '--lang=zh-CN'],
  env: { ...process.env, LANGUAGE: 'zh_CN' },
});
try {
  await firstStart(browser);
  await demo(browser);
  await serverGone(browser);
  await printRoom(browser);
  const { takeCounterScenes } = await import('./counter-scenes.mjs');
  await takeCounterScenes(browser, { openPage, logIn, goTo, press, shoot });
  await drawPapers(browser);
} finally {
  await browser.close();
  for (const host of hosts) host.kill();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
