/**
 * Words on the screen: `shared/words/<language>/<namespace>.json`, flat keys (`login.title`), blanks `{{name}}`.
 *
 *     screens   the desk itself          cases     what every kind's screens share
 *     kinds     what a kind declares: `kind.…`, `step.…`, `field.…`, `value.…`, `paper.…`, `status.…`
 *     refusals  one sentence a refusal code
 *
 * `useTranslation('screens').t` is typed by the Chinese files. Words for what is data (names of fields, steps, papers) are
 * looked up with `findWord`, which may find none.
 */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];
export const namespaces = ['screens', 'cases', 'kinds', 'refusals'] as const;
export type Namespace = (typeof namespaces)[number];

type Words = Readonly<Record<string, string>>;
const files = import.meta.glob<Words>('../../shared/words/*/*.json', { import: 'default' });

async function load(language: Language): Promise<void> {
  const load = async (namespace: Namespace): Promise<void> => {
    const words = await files[`../../shared/words/${language}/${namespace}.json`]?.();
    if (words) i18next.addResourceBundle(language, namespace, words);
  };
  await Promise.all(namespaces.filter((one) => !i18next.hasResourceBundle(language, one)).map(load));
}

const isLanguage = (text: string | null): text is Language => languages.some((one) => one === text);

/** The language the window was opened in: told by the address, else the machine's, else Chinese. */
export function languageOfWindow(search: string, machine: readonly string[]): Language {
  const told = new URLSearchParams(search).get('lang');
  if (isLanguage(told)) return told;
  return machine[0]?.toLowerCase().startsWith('en') === true ? 'en' : 'zh-CN';
}

export async function startWords(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    ns: namespaces,
    defaultNS: 'screens',
    keySeparator: false,
    partialBundledLanguages: true,
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await switchLanguage(language);
}

export async function switchLanguage(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'zh-CN');

/** The word for a key that is data, or undefined. Render within a component that uses `useTranslation`, which follows the language. */
export function findWord(namespace: Namespace, key: string): string | undefined {
  const word: unknown = i18next.getResource(currentLanguage(), namespace, key);
  return typeof word === 'string' ? word : undefined;
}
