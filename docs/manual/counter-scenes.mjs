/**
 * The pictures of what a hall does beside taking in and deciding: lists of many, what is missing, what is handed out, who came. All of one demo
 * station; what a picture needs and the demo may not have, is made through the door first.
 */
import { v7 } from 'uuid';
import { startHost } from '../../tests/e2e/support/host.ts';

const who = { login: 'demo', password: 'Yongfeng-2026' };

/** Pages that are shown as they open. */
const pages = [
  ['owed', '/owed?view=comeBack'],
  ['originals', '/originals'],
  ['arrivals', '/arrivals'],
  ['to-tell', '/cases?filter=toTell'],
  ['uncollected', '/cases?filter=uncollected'],
  ['second-trips', '/second-trips'],
  ['village', '/village'],
  ['stations', '/stations'],
  ['rules', '/rules'],
  ['agents', '/agents'],
  ['memos', '/memos'],
  ['appointments', '/memos?kind=appointment&filter=open'],
  ['password', '/settings/password'],
  ['recovery', '/settings/recovery'],
  ['import-matters', '/matters/+import'],
  ['verify', '/verify'],
  ['awaited', '/awaited'],
  ['publish', '/publish'],
  ['check-package', '/check-package'],
  ['wordings', '/wordings'],
  ['wording', '/wordings/receipt'],
  ['ledgers', '/ledgers'],
  ['inspections', '/inspections'],
];

const get = (answer) => {
  if (!answer.ok) throw new Error(`${answer.refusal.code} ${JSON.stringify(answer.refusal.details ?? {})}`);
  return answer.value;
};

/** Cases in a state, newest first, as the list tells them. */
async function casesIn(door, filter, statuses, search = '') {
  const { lines } = get(await door.case.list({ filter, search, limit: 200 }));
  return lines.filter(({ status }) => statuses.includes(status));
}

const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

/** Every stage before 上报, done today. */
async function untilReport(door, stream) {
  for (;;) {
    const { stages } = get(await door.case.page({ stream, reveal: false }));
    const now = stages.find(({ state }) => state === 'now');
    if (now === undefined || now.kind === 'report') return;
    const notes = now.kind === 'publicity' ? { publicFrom: today(), publicTo: today(), objections: '无异议' } : {};
    const data = { stage: now.name, responsible: '王芳', result: '符合条件', ...notes };
    get(await door.case.step({ act: v7(), stream, type: 'stageDone', data }));
  }
}

/** 上报批次 of the first three 高龄补贴 that may go up. */
async function sendBatch(door) {
  const waiting = (await casesIn(door, 'open', ['received', 'accepted'], '高龄补贴')).slice(0, 3);
  for (const { stream, status } of waiting) {
    if (status === 'received') get(await door.case.step({ act: v7(), stream, type: 'accepted', data: {} }));
    await untilReport(door, stream);
  }
  const streams = waiting.map(({ stream }) => stream);
  return get(await door.batch.send({ act: v7(), authority: '兴国县民政局', streams })).stream;
}

/** Somebody whose household book stays at the window. */
async function keepAnOriginal(door) {
  const petitioner = { name: '欧阳春', idType: 'residentId', idNumber: '360732194103120013', phone: '13907970123' };
  const materials = [{ name: '户口簿', copies: 1, form: 'kept', place: '窗口柜 2 层' }];
  const data = { set: { petitioner, matter: { code: 'SL-040' }, materials } };
  get(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data }));
}

/** Two 代办员 at a station that has switched 帮办代办 on. */
async function registerAgents(door) {
  const { rows } = get(await door.registry.list({ kind: 'station', search: '永丰' }));
  const data = { set: { faculties: ['proxy'], supervisionPhone: '0797-5350012' } };
  get(await door.registry.step({ act: v7(), stream: rows[0].stream, type: 'changed', data }));
  const term = { from: '2026-01-01', until: '2028-12-31' };
  const stands = { name: '曾春生', phone: '13970711111', sort: 'volunteer', languages: ['客家话', '手语'], ...term };
  const second = { act: v7(), kind: 'agent', type: 'registered', data: { set: stands } };
  const partner = get(await door.registry.begin(second)).stream;
  const said = {
    name: '刘小红',
    phone: '13970722222',
    sort: 'village',
    villages: ['西江村', '东坑村'],
    partner,
    ...term,
  };
  const set = { ...said, languages: ['客家话'], skills: ['社保', '残疾'] };
  get(await door.registry.begin({ act: v7(), kind: 'agent', type: 'registered', data: { set } }));
}

async function showBatches({ page, door, shoot, goTo }) {
  const stream = await sendBatch(door);
  await goTo(page, '/batches');
  await shoot(page, 'batches');
  await goTo(page, `/batches/${stream}`);
  await page.getByTestId('batch-out').waitFor();
  await shoot(page, 'batch');
  await page.getByTestId('roster-look').click();
  await page.getByTestId('roster').waitFor();
  await shoot(page, 'roster');
  await page.keyboard.press('Escape');
}

async function showWorkHandover({ page, door, shoot, goTo }) {
  await goTo(page, '/work-handovers/+new');
  await page.getByTestId('handover-rows').waitFor();
  await page.locator('[name=receiver]').selectOption({ index: 1 });
  await page.locator('[name=note]').fill('柜子钥匙在左边抽屉；周五上午县民政局来取上报材料。');
  await shoot(page, 'work-handover-new');
  const { rows, people } = get(await door.workHandover.pending({ giver: null }));
  const { me } = get(await door.desk.status({}));
  const receiver = people.find(({ id, isReceiver }) => isReceiver && id !== me.staff);
  const { stream } = get(
    await door.workHandover.give({
      ...{ act: v7(), giver: me.staff, receiver: receiver.id, why: 'leave', from: today(), until: '2027-12-31' },
      note: '柜子钥匙在左边抽屉；周五上午县民政局来取上报材料。',
      rows: rows
        .slice(0, 6)
        .map(({ line }, at) => ({ stream: line.stream, ...(at === 0 ? { note: '约好周三来补户口簿' } : {}) })),
    }),
  );
  await goTo(page, `/work-handovers/${stream}`);
  await page.getByTestId('handover-cases').waitFor();
  await shoot(page, 'work-handover');
}

const pasted = [
  '序号\t姓名\t身份证号码\t联系电话',
  '1\t张㛃\t360732198512310019\t13800000001',
  '2\t王损坏\t3.60732E+17\t',
  '3\t欧阳正花\t360732194103120013\t13800000003',
].join('\n');

async function showMany({ page, shoot, press }) {
  await press(page, 'Alt+m');
  await page.locator('[name=matter]').pressSequentially('居民医保', { delay: 40 });
  await press(page, 'ArrowDown', 'Enter');
  await page.getByTestId('many-paste').click();
  await page.getByRole('dialog').locator('textarea').fill(pasted);
  await press(page, 'Control+Enter');
  await page.getByTestId('many-added').waitFor();
  await page.getByTestId('many-rows').scrollIntoViewIfNeeded();
  await shoot(page, 'many');
}

async function showComplaint({ page, door, shoot, goTo, press }) {
  const [line] = get(await door.case.list({ filter: 'open', search: '', kind: 'service', limit: 1 })).lines;
  await goTo(page, `/cases/${line.stream}`);
  await page.getByTestId('about-this').waitFor();
  await press(page, 'Alt+q');
  await page.locator('input[name=sort][value=stuck]').check();
  await page.locator('textarea[name=request]').fill('系统里查不到参保记录，跑了三次');
  await shoot(page, 'complaint');
}

async function showPeople({ page, shoot, goTo, press }) {
  await goTo(page, '/people');
  await page.locator('[name="party-search"]').pressSequentially('欧阳', { delay: 40 });
  await page.waitForTimeout(800);
  await shoot(page, 'people');
  await press(page, 'Enter');
  await shoot(page, 'person');
}

/** 送达, opened on a case that is decided. */
async function showDelivery({ page, door, shoot, goTo }) {
  const [line] = await casesIn(door, 'all', ['decided']);
  await goTo(page, `/cases/${line.stream}`);
  await page.locator('[data-act=delivered]').click();
  await page.getByRole('dialog').getByText('代领', { exact: true }).first().click();
  await shoot(page, 'delivery');
  await page.keyboard.press('Escape');
}

/** The days of a limit that went through 国庆节: of a case that was entered later. */
async function showWhy({ page, door, shoot, goTo }) {
  const petitioner = { name: '陈已收', idType: 'residentId', idNumber: '360732198512310019', phone: '13800000001' };
  const late = { on: '2026-09-28T01:41:00.000Z', reason: '停电' };
  const data = { set: { petitioner, matter: { code: 'SL-040' } } };
  const { stream } = get(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data, late }));
  await goTo(page, `/cases/${stream}`);
  await page.getByTestId('dues').waitFor();
  await page.locator('[data-testid^=why-]').first().click();
  await page.getByTestId('day-strip').scrollIntoViewIfNeeded();
  await page.getByTestId('why-print').scrollIntoViewIfNeeded();
  await shoot(page, 'why');
}

async function showMatterEdit({ page, shoot, goTo }) {
  await goTo(page, '/matters/SL-003');
  await page.getByTestId('matter-read').waitFor();
  await shoot(page, 'matter');
  await page.getByRole('button', { name: '修订' }).click();
  for (const [section, name] of [
    ['form', 'matter-fields'],
    ['officialForms', 'official-forms'],
  ]) {
    await page.getByTestId(`section-${section}`).click();
    await page.waitForTimeout(800);
    await shoot(page, name);
  }
}

/** 来电 and 挂起 beside a form that is being filled in. */
async function showBeside({ page, shoot, press }) {
  for (const [name, phone] of [
    ['曾祥福', '13800000011'],
    ['刘堃', '13800000012'],
  ]) {
    await press(page, 'F2');
    await page.locator('[name=matter]').pressSequentially('居民养老', { delay: 40 });
    await press(page, 'ArrowDown', 'Enter');
    await page.fill('[name="petitioner.name"]', name);
    await page.fill('[name="petitioner.phone"]', phone);
    await press(page, 'Alt+g');
  }
  await press(page, 'Alt+j');
  await shoot(page, 'parked');
  await press(page, '1', 'Alt+t');
  await page.getByTestId('aside').locator('textarea').fill('问老年优待证办好了没有，下午四点以后方便接电话。');
  await shoot(page, 'call');
  await press(page, 'Escape');
}

/** The months of the year before the estimated one. */
async function showCalendar({ page, shoot, goTo }) {
  await goTo(page, '/calendar');
  await page.getByRole('button', { name: '看日历' }).nth(1).click();
  await page.getByTestId('year-view').waitFor();
  await shoot(page, 'calendar');
}

/** Two matters of one visit, one of them handed on. */
async function showVisit({ page, door, shoot, goTo }) {
  const petitioner = { name: '张㛃', idType: 'residentId', idNumber: '360732198512310019', phone: '13800000001' };
  const begin = (code, more) => {
    const data = { set: { petitioner, matter: { code } } };
    return door.case.begin({ act: v7(), kind: 'service', type: 'received', data, ...more });
  };
  const first = get(await begin('SL-040'));
  const second = get(await begin('SL-044', { visit: first.stream }));
  await goTo(page, `/cases/${second.stream}`);
  await page.getByTestId('visit').waitFor();
  await shoot(page, 'visit');
}

/** A file that lacks something, before it is exported. */
async function showCaseFile({ page, door, shoot, goTo }) {
  const [found] = await casesIn(door, 'all', ['closed', 'delivered', 'decided']);
  await goTo(page, `/cases/${found.stream}`);
  await page.getByTestId('archive').waitFor();
  await page.getByTestId('archive').evaluate((panel) => panel.scrollIntoView({ block: 'center' }));
  await shoot(page, 'case-file');
}

/** Cases of 2014 that were entered later: their 保管期限 is over. */
async function closeLongAgo(door, names) {
  const set = { code: 'OLD-01', name: '老年证办理（旧）', category: '民政', type: 'publicService', version: '1' };
  const matter = { set: { ...set, retention: 'years10' } };
  get(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data: matter }));
  const late = { on: '2014-03-03T02:00:00.000Z', reason: '历史办件补录' };
  for (const name of names) {
    const petitioner = { name, idType: 'residentId', idNumber: '360732194103120013', phone: '13907970123' };
    const data = { set: { petitioner, matter: { code: set.code } } };
    const { stream } = get(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data, late }));
    const step = async (type, said = {}) => get(await door.case.step({ act: v7(), stream, type, data: said, late }));
    await step('accepted');
    await step('decided', { set: { outcome: 'rejected' }, result: '不符合条件' });
    await step('delivered', { way: 'direct', receivedBy: name, proof: 'slip' });
    await step('closed');
  }
}

async function showAppraisal({ page, door, shoot, goTo }) {
  await closeLongAgo(door, ['欧阳春', '曾庆文', '查小梅']);
  await goTo(page, '/due-files');
  await page.getByTestId('tick-all').click();
  await page.locator('[name="title"]').fill('2014 年度办件档案鉴定');
  for (const [at, name, duty] of [
    [1, '陈小芳', '负责人'],
    [2, '王喆', '档案员'],
  ]) {
    await page.getByRole('combobox', { name: `鉴定小组成员 ${at}` }).fill(name);
    await page.getByLabel(`职务 ${at}`).fill(duty);
  }
  await shoot(page, 'due-files');
  await page.keyboard.press('Enter');
  const kept = page.getByTestId('appraisal-files').getByRole('row').nth(2);
  await kept.getByRole('combobox').selectOption('keep');
  await kept.getByRole('checkbox').check();
  await kept.getByRole('textbox').last().fill('仍有查考价值');
  await page.getByLabel('没填的都填成', { exact: true }).selectOption('destroy');
  await page.getByLabel('没填的都填成：理由').fill('期满，无继续保存的价值');
  await page.getByTestId('appraisal-fill').click();
  await shoot(page, 'appraisals');
}

/** What only 系统管理 and 审计 may see. */
async function showGuarded({ door, host, browser, openPage, logIn, goTo, shoot }) {
  const person = { name: '谢文斌', login: 'xiewenbin', password: 'Yongfeng-2027' };
  get(await door.staff.add({ act: v7(), ...person, roles: ['administrator', 'auditor'] }));
  const page = await openPage(browser, await host.address());
  await logIn(page, person);
  for (const [name, hash] of [
    ['audit', '/settings/audit'],
    ['check', '/settings/check'],
  ]) {
    await goTo(page, hash);
    await shoot(page, name);
  }
  await page.context().close();
}

const scenes = [
  showBatches,
  showWorkHandover,
  showMany,
  showComplaint,
  showPeople,
  showDelivery,
  showWhy,
  showMatterEdit,
  showVisit,
  showCaseFile,
  showAppraisal,
  showBeside,
  showGuarded,
];

/** `tools`: what the script that takes the pictures has: openPage, logIn, goTo, press, shoot. */
export async function takeCounterScenes(browser, { openPage, logIn, goTo, press, shoot }) {
  const host = await startHost({ demo: true });
  try {
    const page = await openPage(browser, await host.address());
    await logIn(page);
    const door = await host.connect();
    get(await door.login.enter(who));
    await keepAnOriginal(door);
    await registerAgents(door);
    for (const [name, hash] of pages) {
      await goTo(page, hash);
      await shoot(page, name);
    }
    for (const scene of scenes) {
      try {
        await scene({ page, door, host, browser, openPage, logIn, shoot, goTo, press });
      } catch (error) {
        throw new Error(`${scene.name}: ${error.message}`, { cause: error });
      }
    }
    await page.context().close();
  } finally {
    await host.stop();
  }
}
