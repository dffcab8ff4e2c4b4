/** Mantine's anchor and button as links of the router, with typed addresses. */
import { Anchor, Button, type AnchorProps, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { Ref } from 'react';

const AnchorElement = (props: Omit<AnchorProps, 'href'> & { readonly ref?: Ref<HTMLAnchorElement> }) => (
  <Anchor {...props} />
);
export const AnchorLink = createLink(AnchorElement);

const ButtonElement = (props: Omit<ButtonProps, 'component'> & { readonly ref?: Ref<HTMLAnchorElement> }) => (
  <Button component="a" {...props} />
);
export const ButtonLink = createLink(ButtonElement);
