/** U 盘交换: what can be told without a server. A file that goes there and back is met in `tests/e2e/stick.spec.ts`. */
import { hearMadeUpHub } from '../../support/made-up-hub.ts';
import type { ContractCase } from '../support/run-cases.ts';
import { act, as, bad, good, scene } from './scene.ts';

const [film, text, late, wrong] = [act(), act(), act(), act()];
const base64 = (content: string): string => Buffer.from(content).toString('base64');
const part = (upload: string, content: string, index = 0) => ({ upload, index, data: base64(content) });

/** Before the desk has heard of its server. */
const before: readonly ContractCase[] = [
  good('nothing to exchange', 'stick.state', {}, { isReady: false, waiting: 0, out: null, back: null }),
  bad('state of a name', 'stick.state', { of: 'x' }, 'input.unknownKey', 'of'),
  bad('nothing to take along', 'stick.out', {}, 'stick.notYet'),
  bad('a browser saves by itself', 'stick.save', { name: '带走' }, 'save.notHere'),
  bad('a file without a name', 'stick.save', { name: ' ' }, 'input.missing', 'name'),
  good('the text arrives', 'stick.part', part(text, 'TONGBAN-STICK 1 out\nx')),
  bad('nobody to hand it on to', 'stick.handOn', { upload: text }, 'stick.notYet'),
  as('clerk', good('a clerk may, too', 'stick.part', part(text, 'x'))),
  as('auditor', bad('the auditor exchanges nothing', 'stick.out', {}, 'permission.missing')),
];

const after: readonly ContractCase[] = [
  good(
    'heard of',
    'stick.state',
    () => {
      if (scene.current !== undefined) hearMadeUpHub(scene.current.core());
      return {};
    },
    { isReady: true, out: null, back: null },
  ),
  good('a film arrives', 'stick.part', part(film, 'ftypisom')),
  bad('a film is no answer', 'stick.takeIn', { upload: film }, 'stick.notOne'),
  bad('and is gone', 'stick.takeIn', { upload: film }, 'stick.unreadable'),
  bad('a part in the middle', 'stick.part', part(late, 'x', 3), 'stick.unreadable'),
  bad('taking in nothing', 'stick.takeIn', { upload: late }, 'stick.unreadable'),
  good('what goes out arrives', 'stick.part', part(wrong, 'TONGBAN-STICK 1 out\nx')),
  bad('it is no answer', 'stick.takeIn', { upload: wrong }, 'stick.wrongWay'),
  good('of a newer program', 'stick.part', part(late, 'TONGBAN-STICK 2 back\nx')),
  bad('it has to wait', 'stick.takeIn', { upload: late }, 'stick.newer'),
  good('for another computer', 'stick.part', part(late, 'TONGBAN-STICK 1 back\nage')),
  bad('it does not open', 'stick.takeIn', { upload: late }, 'stick.notForHere'),
  good('an answer to hand on', 'stick.part', part(late, 'TONGBAN-STICK 1 back\nx')),
  bad('answers are not handed on', 'stick.handOn', { upload: late }, 'stick.carryWrongWay'),
  good('something to hand on', 'stick.part', part(late, 'TONGBAN-STICK 1 out\nx')),
  bad('nobody answers', 'stick.handOn', { upload: late }, 'stick.carryLater'),
  bad('a browser saves answers by itself', 'stick.handOnSave', { upload: late, name: 'x' }, 'stick.unreadable'),
];

export const stickAlone = before;
export const stick = after;
