/** 档案还缺 …: told while the case is worked on and before 归档; it stops nothing by itself. */
import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';

export const useFileContents = (stream: string) =>
  useAnswer(['archive.contents', stream], () => desk.archive.contents({ stream }), { keepsLast: true });

type Gap = NonNullable<ReturnType<typeof useFileContents>['data']>['gaps'][number];

const shownAtOnce = 6;

export function FileGaps({ gaps }: { readonly gaps: readonly Gap[] }) {
  const { t } = useTranslation('cases');
  if (gaps.length === 0) return <Text size="sm">{t('archive.whole')}</Text>;
  return (
    <div data-testid="archive-gaps">
      <Text size="sm" fw={600} c="var(--tongban-warn)">
        {t('archive.lacks', { count: gaps.length })}
      </Text>
      <List size="sm" spacing={2}>
        {gaps.slice(0, shownAtOnce).map(({ code, name }) => (
          <List.Item key={`${code} ${name}`} data-gap={code}>
            {t(`archive.gap.${code}`, { name })}
          </List.Item>
        ))}
      </List>
      {gaps.length > shownAtOnce && (
        <Text size="sm" c="dimmed">
          {t('archive.more', { count: gaps.length - shownAtOnce })}
        </Text>
      )}
    </div>
  );
}

/** In the dialog of a step that closes the case. */
export function GapsBeforeClosing({ stream }: { readonly stream: string }) {
  const { t } = useTranslation('cases');
  const contents = useFileContents(stream);
  const gaps = contents.data?.gaps ?? [];
  if (gaps.length === 0) return null;
  return (
    <div data-testid="gaps-before-closing">
      <FileGaps gaps={gaps} />
      <Text size="sm" c="dimmed" mt={4}>
        {t('archive.closingHint')}
      </Text>
    </div>
  );
}
