/** The lines of a list, a stretch at a time by keyset: the millionth is as quick as the first. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { CaseLine, listFilters } from '#shared/contract/case.ts';
import { RefusalError, refusalIn, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';

export type ListFilter = (typeof listFilters)[number];

const stretch = 60;

export interface CaseLines {
  readonly lines: readonly CaseLine[];
  /** How many there are in all; null while a search is on, which is not counted. */
  readonly total: number | null;
  readonly isLoading: boolean;
  readonly refusal: DeskRefusal | undefined;
  readonly hasMore: boolean;
  readonly isAwaitingMore: boolean;
  readonly more: () => void;
  readonly again: () => void;
}

export function useCaseLines(filter: ListFilter, search: string): CaseLines {
  const query = useInfiniteQuery({
    queryKey: ['case.list', filter, search],
    queryFn: async ({ pageParam }) => {
      const answer = await desk.case.list({
        ...{ filter, search, limit: stretch },
        ...(pageParam === null ? {} : { cursor: pageParam }),
      });
      if (!answer.ok) throw new RefusalError(answer.refusal);
      return answer.value;
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ cursor }) => cursor,
    placeholderData: (last) => last,
  });
  const pages = query.data?.pages ?? [];
  return {
    lines: pages.flatMap(({ lines }) => lines),
    total: pages[0]?.total ?? null,
    isLoading: query.isLoading,
    refusal: query.error ? refusalIn(query.error) : undefined,
    hasMore: query.hasNextPage,
    isAwaitingMore: query.isFetchingNextPage,
    more: () => void query.fetchNextPage(),
    again: () => void query.refetch(),
  };
}
