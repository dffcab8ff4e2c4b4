/** The manual has a section and a picture for every page of the program. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as documents from './documents.ts';
import { root } from './temporary-tree.ts';

/** Where each address is told of: the heading, and the picture under it. */
const told: Readonly<Record<string, readonly [heading: string, picture: string]>> = {
  '/': ['2 登录、锁屏、首页', 'home'],
  '/take': ['3 新收件', 'take'],
  '/many': ['一个事项，很多人（批量收件）', 'many'],
  '/many/$stream': ['一个事项，很多人（批量收件）', 'many'],
  '/memos': ['只是来问一问（咨询）', 'memos'],
  '/second-trips': ['材料不齐的人又来了（二次来访）', 'second-trips'],
  '/rules': ['投诉、办不成事', 'rules'],
  '/agents': ['帮办代办', 'agents'],
  '/print': ['5 打印和补打', 'print'],
  '/cases': ['6 查找', 'cases'],
  '/people': ['人员和户', 'people'],
  '/people/$party': ['人员和户', 'person'],
  '/cases/$stream': ['7 办件', 'case'],
  '/batches': ['7 办件', 'batches'],
  '/batches/$stream': ['7 办件', 'batch'],
  '/village': ['村站代收', 'village'],
  '/work-handovers': ['工作移交', 'work-handover'],
  '/work-handovers/$stream': ['工作移交', 'work-handover'],
  '/work-handovers/+new': ['工作移交', 'work-handover-new'],
  '/arrivals': ['办好了：通知和领取', 'arrivals'],
  '/owed': ['缺材料怎么办', 'owed'],
  '/originals': ['原件保管', 'originals'],
  '/verify': ['验真：手里这张单是不是真的', 'verify'],
  '/check-package': ['办件档案', 'check-package'],
  '/due-files': ['办件档案', 'due-files'],
  '/appraisals': ['办件档案', 'appraisals'],
  '/awaited': ['签名和签回件（待回收）', 'awaited'],
  '/publish': ['公示名单', 'publish'],
  '/wordings': ['文书用语', 'wordings'],
  '/wordings/$paper': ['文书用语', 'wording'],
  '/ledgers': ['台账', 'ledgers'],
  '/inspections': ['迎检', 'inspections'],
  '/voids': ['8 办错了怎么办', 'voids'],
  '/pads': ['9 空白应急单', 'pads'],
  '/matters': ['10 事项、站点、工作日历', 'matters'],
  '/matters/$code': ['10 事项、站点、工作日历', 'matter'],
  '/matters/+new': ['10 事项、站点、工作日历', 'matter-fields'],
  '/matters/+import': ['10 事项、站点、工作日历', 'import-matters'],
  '/stations': ['10 事项、站点、工作日历', 'stations'],
  '/calendar': ['10 事项、站点、工作日历', 'calendar'],
  '/settings': ['16 快捷键', 'settings'],
  '/settings/printers': ['打印机', 'printers'],
  '/settings/password': ['11 工作人员', 'password'],
  '/settings/staff': ['11 工作人员', 'staff'],
  '/settings/audit': ['11 工作人员', 'audit'],
  '/settings/backup': ['12 备份与恢复', 'backup'],
  '/settings/check': ['12 备份与恢复', 'check'],
  '/settings/recovery': ['12 备份与恢复', 'recovery'],
  '/settings/link': ['13 与镇服务器的联系', 'link'],
  '/help': ['16 快捷键', 'help'],
};

const routes = documents
  .filesUnder(root)
  .filter((file) => /^renderer\/\w+\/routes\.ts$/.test(file))
  .flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/^ {2}path: '([^']+)'/gm)].map(([, path = '']) => path),
  );

const manual = readFileSync(join(root, 'docs/manual/README.md'), 'utf8');
/** Heading → what stands under it, up to the next heading of any depth. */
const sections = new Map(
  manual.split(/^#{2,3} /m).map((part) => {
    const end = part.indexOf('\n');
    return [part.slice(0, end), part.slice(end)] as const;
  }),
);

it('knows the pages there are', () => {
  expect(routes.length).toBeGreaterThan(30);
  expect(routes.toSorted()).toEqual(Object.keys(told).toSorted());
});

it.each(Object.entries(told))('%s has its section and its picture', (_path, [heading, picture]) => {
  expect(sections.get(heading)).toContain(`(images/${picture}.png)`);
});

it('has a script that takes every picture again', () => {
  const scripts = ['take-screenshots.mjs', 'counter-scenes.mjs'].map((name) =>
    readFileSync(join(root, 'docs/manual', name), 'utf8'),
  );
  const shown = [...manual.matchAll(/\(images\/([\w-]+)\.png\)/g)].map(([, name = '']) => name);
  // Those of papers are named after the paper and its size.
  const screens = shown.filter((name) => !name.startsWith('paper-'));
  expect(screens.filter((name) => !scripts.some((text) => text.includes(`'${name}'`)))).toEqual([]);
});
