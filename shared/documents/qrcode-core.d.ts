// The package's own entry reaches for files and canvas; its core is pure and is all that is needed here.
declare module 'qrcode/lib/core/qrcode.js' {
  interface BitMatrix {
    readonly size: number;
    get(row: number, column: number): number | boolean;
  }
  export function create(
    text: string,
    options: { readonly errorCorrectionLevel: 'L' | 'M' | 'Q' | 'H'; readonly maskPattern?: number },
  ): { readonly modules: BitMatrix; readonly version: number };
}
