/**
 * A file let go beside the place meant for it would make the browser show that file instead of this page, and everything on the
 * page would be gone. Whoever takes files takes them before this is asked.
 */
export function refuseStrayDrops(): void {
  const refuse = (event: DragEvent): void => {
    if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'none';
  };
  window.addEventListener('dragover', refuse);
  window.addEventListener('drop', refuse);
}
