import type { FocusEvent } from 'react';

/** A dialog beneath listens to Esc before anybody else does; Mantine lets the element that has the focus keep it. */
export function leaveEscapeToUs({ target }: FocusEvent): void {
  target.setAttribute('data-mantine-stop-propagation', 'true');
}
