import type { AnchorProps } from '@mantine/core';
import { AnchorLink } from '../app/links.tsx';
import { NumberText } from './NumberText.tsx';

/** The number of a case, as the way to its page. */
export function CaseLink({
  stream,
  number,
  ...style
}: { readonly stream: string; readonly number: string } & AnchorProps) {
  return (
    <AnchorLink to="/cases/$stream" params={{ stream }} {...style}>
      <NumberText number={number} />
    </AnchorLink>
  );
}
