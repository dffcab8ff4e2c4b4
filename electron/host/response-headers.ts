/**
 * Sent with every answer. Styles: Mantine puts `<style>` elements with its colours into the page at run time, so
 * `style-src-attr` alone does not suffice; nothing can be sent out through a style here, because pictures, fonts and
 * connections are limited to ourselves. Fonts as `data:`: a paper carries its own, and the frame that shows or prints it lives under
 * this policy too.
 */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
  // Pages and answers hold personal data; nothing of them may stay in a browser's cache.
  'cache-control': 'no-store',
};
