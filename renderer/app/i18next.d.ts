import type cases from '#shared/words/zh-CN/cases.json';
import type kinds from '#shared/words/zh-CN/kinds.json';
import type refusals from '#shared/words/zh-CN/refusals.json';
import type screens from '#shared/words/zh-CN/screens.json';

// A key that is not in the Chinese file does not compile; that the English one has the same keys is tested.
declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'screens';
    keySeparator: false;
    returnNull: false;
    resources: {
      screens: typeof screens;
      cases: typeof cases;
      kinds: typeof kinds;
      refusals: typeof refusals;
    };
  }
}
