import { Text } from '@mantine/core';
import type { CaseLine } from '#shared/contract/case.ts';
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
        <Text span>{line.title}</Text>
      </span>
      <span className={classes.side}>
        <Text span size="sm">
          {words.status(line.status)}
        </Text>
        <Text span size="sm" ff="monospace">
          {line.number}
        </Text>
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
