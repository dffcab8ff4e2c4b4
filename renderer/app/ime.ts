/** What the two tests below read of a keyboard event; React's and the DOM's both have it. */
interface KeyLike {
  readonly keyCode: number;
  readonly isComposing?: boolean;
  readonly nativeEvent?: { readonly isComposing: boolean };
}

/**
 * The key belongs to an input method that is choosing a candidate: it must not save, move or choose anything. Chromium says
 * `isComposing`; the key that ends a composition may come without it, but always with keyCode 229.
 */
export const isImeKey = (event: KeyLike): boolean =>
  event.keyCode === 229 || event.isComposing === true || event.nativeEvent?.isComposing === true;
