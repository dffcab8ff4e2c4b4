import { Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CaseLine, listFilters } from '#shared/contract/case.ts';
import { AnchorLink } from '../app/links.tsx';
import { findWord } from '../app/words.ts';
import { useKindWords } from '../fields/kind-words.ts';
import classes from './Home.module.css';

interface CaseLinesProps {
  readonly title: string;
  /** What stands there when there is nothing: a good sign, said so. */
  readonly nothing: string;
  readonly lines: readonly CaseLine[];
  /** The list that holds all of them. */
  readonly filter: (typeof listFilters)[number];
}

export function CaseLines({ title, nothing, lines, filter }: CaseLinesProps) {
  const { t } = useTranslation('screens');
  return (
    <section>
      <div className={classes.head}>
        <Title order={2}>{title}</Title>
        <AnchorLink to="/cases" search={{ filter }}>
          {t('home.all')}
        </AnchorLink>
      </div>
      {lines.length === 0 ? (
        <Text c="dimmed" py="md">
          {nothing}
        </Text>
      ) : (
        <ul className={classes.lines}>
          {lines.map((line) => (
            <Line key={line.stream} line={line} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ line }: { readonly line: CaseLine }) {
  const { t } = useTranslation('screens');
  const words = useKindWords(line.kind);
  const due = line.nextDue === null ? undefined : t('home.due', { date: line.nextDue.slice(5) });
  const standing = line.needsUpgrade ? findWord('cases', 'mark.needsUpgrade') : words.status(line.status);
  return (
    <li>
      <Link to="/cases/$stream" params={{ stream: line.stream }} className={classes.line ?? ''}>
        <Text span fw={600} className={classes.title}>
          {line.petitioner}
        </Text>
        <span className={classes.title}>{words.title(line.title)}</span>
        <span className={classes.due} data-light={line.light}>
          {due ?? standing}
        </span>
      </Link>
    </li>
  );
}
