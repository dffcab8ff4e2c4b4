// What each room may not do, as options of ESLint's no-restricted-* rules. `tests/architecture/rooms.test.ts` proves that each fires.
import { existsSync, readdirSync } from 'node:fs';

/** @param {Record<string, string>} selectors selector → message */
const syntax = (selectors) => Object.entries(selectors).map(([selector, message]) => ({ selector, message }));
const globals = (names, message) => names.map((name) => ({ name, message }));
const dateMember = (names) => `MemberExpression[property.name=/^(${names})$/]`;

const passedIn = 'Clock and random are passed in (shared/kernel/ports.ts); only composition roots read them.';
const pure = 'shared/ is pure: no Node, no DOM, no clock, no random, no timers, no network.';

/** Reading the clock or drawing random numbers, in any room that must be told the time. */
export const clockAndRandom = syntax({
  "NewExpression[callee.name='Date'][arguments.length=0]": passedIn,
  "CallExpression[callee.name='Date']": passedIn,
  "MemberExpression[object.name='Date'][property.name='now']": passedIn,
  "MemberExpression[object.name='Math'][property.name='random']": passedIn,
  "MemberExpression[object.name='process'][property.name=/^(hrtime|uptime)$/]": passedIn,
  'MemberExpression[property.name=/^(getRandomValues|randomUUID|randomBytes|randomInt|randomFillSync)$/]': passedIn,
  'CallExpression[callee.name=/^(v1|v4|v6|v7|uuid|uuidv4|uuidv7)$/][arguments.length=0]': passedIn,
});

export const clockAndRandomGlobals = globals(['performance'], passedIn);

export const randomImports = [
  {
    name: 'node:crypto',
    importNames: [
      'randomBytes',
      'randomUUID',
      'randomInt',
      'randomFill',
      'randomFillSync',
      'getRandomValues',
      'webcrypto',
      'generateKeyPairSync',
      'generateKeySync',
    ],
    message: passedIn,
  },
  { name: 'node:perf_hooks', message: passedIn },
];

/** `raw` would carry any text past the tag. */
export const rawSql = [
  {
    name: 'sql-template-tag',
    importNames: ['raw'],
    message: 'SQL is written with the sql`…` tag; nothing goes round it.',
  },
];

/** The hub reaches PostgreSQL through `hub/store/database.ts`: there a transaction is begun again, and every value is bound. */
export const bareDriver = [
  { name: 'pg', message: 'Only hub/store/pg.ts speaks to PostgreSQL; take a Database (hub/store/database.ts).' },
];

/** The machine's time zone is not Beijing's on every machine: dates are counted in UTC or as plain dates. */
export const localTime = syntax({
  "NewExpression[callee.name='Date'][arguments.length>1]":
    'new Date(y, m, …) uses the time zone of the machine; use Date.UTC.',
  [dateMember('(get|set)(FullYear|Month|Date|Day|Hours|Minutes)|getTimezoneOffset|toLocale(Date|Time)?String')]:
    'Uses the time zone or the language of the machine; use the UTC methods or plain dates.',
});

export const pureGlobals = globals(
  [
    ...['process', 'Buffer', 'require', 'module', '__dirname', '__filename', 'global', 'globalThis', 'self'],
    ...['window', 'document', 'navigator', 'location', 'console', 'crypto', 'performance'],
    ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'],
    ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'],
  ],
  pure,
);

/** Storage of the browser outlives the login and lies on the disk unencrypted. */
const nothingStays =
  'Nothing personal stays in the browser: drafts and settings go through the door into the encrypted store.';
const storages = ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'];
export const browserStorageGlobals = globals(storages, nothingStays);
export const browserStorage = syntax({
  [`MemberExpression[property.name=/^(${storages.join('|')}|serviceWorker)$/]`]: nothingStays,
  "MemberExpression[object.name='document'][property.name='cookie']": nothingStays,
});

const oneDoor = 'The renderer talks only through the client derived from the contract (renderer/client).';
export const networkGlobals = globals(['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'], oneDoor);

const words = 'Words on the screen come from shared/words through i18next, in every language.';
export const noLiteralWords = syntax({
  'JSXText[value=/\\p{L}{2}/u]': words,
  'Literal[value=/\\p{Script=Han}/u]': words,
  'TemplateElement[value.raw=/\\p{Script=Han}/u]': words,
});

export const noRawHtml = syntax({
  "JSXAttribute[name.name='dangerouslySetInnerHTML']": 'Text of petitioners is shown as text, never as HTML.',
  'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]':
    'Text of petitioners is shown as text, never as HTML.',
});

/** Names of the kinds: one folder each under shared/kinds. */
const kindNames = () => {
  const folder = new URL('../../shared/kinds/', import.meta.url);
  if (!existsSync(folder)) return [];
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map((entry) => entry.name);
};

/** No layer asks which kind it has before it; what differs is declared by the kind itself. */
export const noKindConditions = () => {
  const names = kindNames();
  if (names.length === 0) return [];
  const literal = `[value=/^(${names.join('|')})$/]`;
  const message = 'No layer says `if (kind …)`: declare the difference in shared/kinds/<kind>/.';
  return syntax({
    [`BinaryExpression[operator=/^[!=]==?$/][left.name='kind'] > Literal${literal}`]: message,
    [`BinaryExpression[operator=/^[!=]==?$/][left.property.name='kind'] > Literal${literal}`]: message,
    [`SwitchStatement[discriminant.name='kind'] > SwitchCase > Literal${literal}`]: message,
    [`SwitchStatement[discriminant.property.name='kind'] > SwitchCase > Literal${literal}`]: message,
  });
};
