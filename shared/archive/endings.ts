/** The ending of a file's name, as far as it is one: what is opened by what. */
const ending = /\.([\p{L}\p{N}]{1,10})$/u;

export const extensionOf = (name: string): string => ending.exec(name)?.[1]?.toLowerCase() ?? 'bin';
