import { Text, type TextProps } from '@mantine/core';
import { showNumber } from '#shared/documents/facts.ts';

/** A receipt number in groups, so that it can be read aloud and copied; copying gives it without the gaps a program would refuse. */
export function NumberText({ number, ...style }: { readonly number: string } & Omit<TextProps, 'children'>) {
  return (
    <Text span style={{ fontVariantNumeric: 'tabular-nums', letterSpacing: '0.02em', whiteSpace: 'nowrap' }} {...style}>
      {showNumber(number)}
    </Text>
  );
}
