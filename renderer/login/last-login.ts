/** The login name typed last in this window, in memory only: who left need not type it again. */
let last = '';

export const lastLogin = (): string => last;
export const rememberLogin = (login: string): void => {
  last = login;
};
