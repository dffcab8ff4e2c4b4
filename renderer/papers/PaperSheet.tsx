import type { PaperSize } from '#shared/documents/blocks.ts';

const measures: Readonly<Record<PaperSize, { readonly width: string; readonly height: string }>> = {
  '80mm': { width: '80mm', height: '200mm' },
  A5: { width: '210mm', height: '150mm' },
  A4: { width: '210mm', height: '297mm' },
};

interface PaperSheetProps {
  readonly html: string;
  readonly size: PaperSize;
  readonly title: string;
  readonly maxHeight?: string;
}

/** A paper on the screen as it comes out of the printer: white in the dark theme too. It may look, never act. */
export function PaperSheet({ html, size, title, maxHeight = '68vh' }: PaperSheetProps) {
  const { width, height } = measures[size];
  return (
    <iframe
      srcDoc={html}
      sandbox="allow-same-origin"
      title={title}
      style={{
        width,
        height,
        maxWidth: '100%',
        maxHeight,
        border: 'none',
        background: '#fff',
        display: 'block',
        margin: '0 auto',
      }}
    />
  );
}
