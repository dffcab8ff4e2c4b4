import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { codePointName } from '#shared/kernel/code-points.ts';
import { canDraw } from '#shared/documents/drawable.ts';
import type { CharacterEntry } from '#shared/characters/book.ts';
import { withToneMark } from '#shared/characters/find.ts';
import classes from './CharacterFinder.module.css';

/** The chosen one, large enough to be held against the card: reading, strokes, parts, code point, and where it can be drawn. */
export function CharacterDetail({ entry }: { readonly entry: CharacterEntry }) {
  const { t } = useTranslation('screens');
  const { character, readings, strokes, parts } = entry;
  return (
    <Group className={classes.detail} wrap="nowrap" align="center" gap="lg" data-testid="character-detail">
      <span className={classes.large} lang="zh-CN">
        {canDraw('page', character) ? character : '—'}
      </span>
      <Stack gap={2}>
        <Text fw={600}>{readings.length === 0 ? t('character.noReading') : readings.map(withToneMark).join('　')}</Text>
        <Text>
          {[
            strokes === undefined ? '' : t('character.strokes', { count: strokes }),
            parts.length < 2 ? '' : t('character.parts', { parts: parts.join(' ') }),
            codePointName(character),
          ]
            .filter((part) => part !== '')
            .join('　')}
        </Text>
        <Drawn character={character} />
      </Stack>
    </Group>
  );
}

function Drawn({ character }: { readonly character: string }) {
  const { t } = useTranslation('screens');
  if (!canDraw('page', character))
    return (
      <Text size="sm" c="var(--tongban-warn)">
        {t('character.drawn.none')}
      </Text>
    );
  return (
    <Text size="sm" c="var(--tongban-good)">
      {canDraw('thermalText', character) ? t('character.drawn.all') : t('character.drawn.raster')}
    </Text>
  );
}
