/** The rows of a register, a page at a time; what was shown stays when the next comes. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { LedgerAsked, LedgerRow } from '#shared/contract/ledger.ts';
import { RefusalError, refusalIn, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';

const pageSize = 50;

interface LedgerRows {
  readonly rows: readonly LedgerRow[];
  readonly more?: { readonly count: number; readonly show: () => void };
  readonly refusal: DeskRefusal | undefined;
}

/** `count`: how many there are. */
export function useLedgerRows(asked: LedgerAsked, count: number): LedgerRows {
  const query = useInfiniteQuery({
    queryKey: ['ledger.page', asked],
    initialPageParam: undefined as string[] | undefined,
    queryFn: async ({ pageParam }) => {
      const page = { ...asked, limit: pageSize, ...(pageParam === undefined ? {} : { after: pageParam }) };
      const answer = await desk.ledger.page(page);
      if (!answer.ok) throw new RefusalError(answer.refusal);
      return answer.value;
    },
    getNextPageParam: ({ after }) => after ?? undefined,
  });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const left = Math.min(pageSize, count - rows.length);
  return {
    rows,
    refusal: query.error ? refusalIn(query.error) : undefined,
    ...(query.hasNextPage && left > 0 ? { more: { count: left, show: () => void query.fetchNextPage() } } : {}),
  };
}
