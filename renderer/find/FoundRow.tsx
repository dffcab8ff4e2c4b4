import { Text } from '@mantine/core';
import type { CaseLine } from '#shared/contract/case.ts';
import { NumberText } from '../cases/NumberText.tsx';
import { useKindWords } from '../fields/kind-words.ts';
import classes from './Palette.module.css';

export function CaseRow({ line }: { readonly line: CaseLine }) {
  const words = useKindWords(line.kind);
  return (
    <>
      <span className={classes.main}>
        <Text span fw={600}>
          {line.petitioner}
        </Text>
        <Text span>{words.title(line.title)}</Text>
      </span>
      <span className={classes.side}>
        <Text span size="sm">
          {words.status(line.status)}
        </Text>
        <NumberText number={line.number} size="sm" />
      </span>
    </>
  );
}

export function DeedRow({ name, keys }: { readonly name: string; readonly keys: string | undefined }) {
  return (
    <>
      <span className={classes.main}>{name}</span>
      {keys !== undefined && <kbd className={classes.side}>{keys}</kbd>}
    </>
  );
}
