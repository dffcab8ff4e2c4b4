import { useTranslation } from 'react-i18next';
import type { PrinterWay } from '#shared/contract/printers.ts';

/** How a printer is reached, in words: 网络 192.168.1.50:9100. */
export function useWayText(): (way: PrinterWay) => string {
  const { t } = useTranslation('screens');
  return (way) =>
    way.by === 'browser' && way.name === ''
      ? t('printers.byBrowser.usual')
      : `${t(`printers.by.${way.by}`)} ${placeOf(way)}`;
}

function placeOf(way: PrinterWay): string {
  switch (way.by) {
    case 'network':
      return `${way.host}:${String(way.port)}`;
    case 'device':
      return way.path;
    case 'cups':
      return way.queue;
    case 'spooler':
    case 'driver':
    case 'browser':
      return way.name;
  }
}
