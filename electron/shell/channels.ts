/** The names of the messages between the preload and the main process; the only two there are. */
export const channels = {
  /** page → main: a new port, please. */
  request: 'tongban:request-port',
  /** main → page: a `ShellMessage`, with a port where it carries one. */
  message: 'tongban:message',
} as const;

/** How main hands the program's version to the sandboxed preload. */
export const versionFlag = '--tongban-version=';
