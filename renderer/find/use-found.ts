import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseLine } from '#shared/contract/case.ts';
import { parseReceiptNumber } from '#shared/documents/receipt-number.ts';
import { shortcuts, type ShortcutId } from '../app/keys.ts';
import { usePerson } from '../app/person.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { useTakenIn } from '../cases/taken-in.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { kindWords } from '../fields/kind-words.ts';
import { useScanWords, type Scanned } from './scan-words.ts';
import { useSettled } from './use-settled.ts';

type Target =
  | { readonly to: '/cases/$stream'; readonly params: { readonly stream: string } }
  | { readonly to: '/take'; readonly search: { readonly sheet: string } | { readonly kind: string } }
  | { readonly to: PagePath };
type PagePath =
  | '/'
  | '/take'
  | '/many'
  | '/cases'
  | '/people'
  | '/print'
  | '/matters'
  | '/second-trips'
  | '/arrivals'
  | '/batches'
  | '/owed'
  | '/originals'
  | '/village'
  | '/work-handovers'
  | '/settings'
  | '/help';

export interface Found {
  readonly key: string;
  readonly to: Target;
  /** A case … */
  readonly line?: CaseLine;
  /** … or a page, with its shortcut. */
  readonly name: string;
  readonly keys?: string;
}

const most = 8;

/** Scanned codes and receipt numbers are looked up whole; anything else is a fragment. */
export const looksLikeCode = (text: string): boolean => /(^|#)TB\d+-/i.test(text);

export function useFound(typed: string): {
  found: readonly Found[];
  refusal: DeskRefusal | undefined;
  isAwaited: boolean;
} {
  const text = useSettled(useDeferredValue(typed.trim()), 120);
  const isCode = looksLikeCode(text) || parseReceiptNumber(text).ok;
  const cases = useAnswer(
    ['case.list', 'palette', text],
    () => desk.case.list({ filter: 'all', search: text, limit: most }),
    { isOn: text !== '' && !isCode, keepsLast: true },
  );
  const code = useAnswer(['case.byCode', text], () => desk.case.byCode({ code: text }), { isOn: isCode });
  const pages = usePages(typed);
  const rows = text === '' || isCode ? [] : (cases.data?.lines ?? []).map(caseFound);
  const say = useScanWords();
  const scanned = isCode && code.data ? scannedFound(code.data, say(code.data)) : [];
  return {
    found: [...scanned, ...rows, ...pages],
    refusal: isCode ? code.refusal : text === '' ? undefined : cases.refusal,
    isAwaited: typed.trim() !== text || cases.isLoading || code.isLoading,
  };
}

const toCase = (stream: string): Target => ({ to: '/cases/$stream', params: { stream } });
const caseFound = (line: CaseLine): Found => ({ key: line.stream, to: toCase(line.stream), name: line.title, line });

/** A case, or a blank sheet that is still to be keyed in; a number of another desk's leads nowhere. */
function scannedFound({ stream, number, isBlankSheet }: Scanned, name: string): Found[] {
  if (stream !== null) return [{ key: stream, to: toCase(stream), name }];
  return isBlankSheet ? [{ key: number, to: { to: '/take', search: { sheet: number } }, name }] : [];
}

interface PageEntry {
  readonly to: PagePath;
  /** Of an intake that is not the usual one. */
  readonly kind?: string;
  readonly name: string;
  readonly shortcut?: ShortcutId;
  readonly isAllowed: boolean;
}

/** Pages by name; all of them while nothing is typed, so that the palette teaches what there is. */
function usePages(typed: string): Found[] {
  const { t } = useTranslation('screens');
  const { t: ofCases } = useTranslation('cases');
  const { may } = usePerson();
  const [, ...others] = useTakenIn();
  const pages: PageEntry[] = [
    { to: '/take', name: t('nav.take'), shortcut: 'take', isAllowed: may('case.take') },
    ...others.map(
      ({ kind }): PageEntry => ({
        ...{ to: '/take', kind, isAllowed: may('case.take') },
        name: t('find.take', { kind: kindWords(kind).name }),
      }),
    ),
    { to: '/many', name: t('nav.many'), shortcut: 'many', isAllowed: may('case.take') },
    { to: '/', name: t('nav.home'), shortcut: 'home', isAllowed: true },
    { to: '/cases', name: t('nav.cases'), shortcut: 'list', isAllowed: may('case.read') },
    { to: '/people', name: t('nav.people'), isAllowed: may('case.read') },
    { to: '/print', name: t('nav.print'), shortcut: 'print', isAllowed: may('case.read') },
    { to: '/matters', name: t('nav.matters'), isAllowed: may('registry.read') },
    { to: '/second-trips', name: t('nav.secondTrips'), isAllowed: may('case.read') },
    { to: '/arrivals', name: ofCases('arrival.title'), isAllowed: may('case.handle') },
    { to: '/batches', name: ofCases('batch.title'), isAllowed: may('case.handle') },
    { to: '/village', name: ofCases('village.title'), isAllowed: may('case.handle') },
    { to: '/work-handovers', name: ofCases('workHandover.title'), isAllowed: may('case.handle') },
    { to: '/owed', name: ofCases('owed.title'), isAllowed: may('case.read') },
    { to: '/originals', name: ofCases('originals.book'), isAllowed: may('case.read') },
    { to: '/settings', name: t('nav.settings'), isAllowed: true },
    { to: '/help', name: t('top.help'), shortcut: 'help', isAllowed: true },
  ];
  const wanted = typed.trim().toLowerCase();
  return pages
    .filter(({ name, isAllowed }) => isAllowed && name.toLowerCase().includes(wanted))
    .map(({ to, kind, name, shortcut }) => ({
      ...{ key: `${to} ${kind ?? ''}`, name },
      to: kind === undefined ? { to } : { to: '/take', search: { kind } },
      ...(shortcut ? { keys: shortcuts[shortcut].keys } : {}),
    }));
}
