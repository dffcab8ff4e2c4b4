import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { AnchorLink } from '../app/links.tsx';
import { useKindWords } from '../fields/kind-words.ts';

interface MemoCount {
  readonly kind: string;
  readonly today: number;
  readonly open: number;
}

/** What happened today beside cases (咨询, 来电, 转介) and what of it waits; each number opens its lines. */
export function MemoCounts({ memos }: { readonly memos: readonly MemoCount[] }) {
  const { t } = useTranslation('screens');
  return (
    <Group gap="lg" role="group" aria-label={t('memo.beside')}>
      {memos.map((memo) => (
        <OfKind key={memo.kind} memo={memo} />
      ))}
    </Group>
  );
}

function OfKind({ memo: { kind, today, open } }: { readonly memo: MemoCount }) {
  const { t } = useTranslation('screens');
  const words = useKindWords(kind);
  return (
    <span>
      <AnchorLink to="/memos" search={{ kind, filter: 'today' }} data-memo={kind}>
        {t('memo.today', { kind: words.name, count: today })}
      </AnchorLink>
      {open > 0 && (
        <>
          {' · '}
          <AnchorLink to="/memos" search={{ kind, filter: 'open' }} data-memo-open={kind} fw={600}>
            {t('memo.open', { status: words.status(openStateOf(kind)), count: open })}
          </AnchorLink>
        </>
      )}
    </span>
  );
}

/** The state in which one of them waits, by the name its kind gives it. */
function openStateOf(name: string): string {
  const kind = findKind(name);
  const states = kind ? Object.entries(currentRuleset(kind).states) : [];
  return states.find(([, work]) => work === 'open')?.[0] ?? '';
}
