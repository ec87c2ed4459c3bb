/** How previews of foreign HTML look: the sheet `frameStyle` of the page, which their frames name inside. */
const previewStyle = "'sha256-r3BnrDUIbRdtQZEycQ/MbKbziEH1/L3OkjWyNILnQmg='";

/**
 * What a page of ours may do: load files of its own origin, show pictures it made itself, call its own origin, and turn no
 * text into code or markup, but where its one maker of threads and sealed frames does. The same in the browser and in the
 * desktop's window.
 */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${previewStyle}`,
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types aiwm',
].join('; ');

/** Sent with every answer, whatever it holds. */
export const securityHeaders: { readonly [name: string]: string } = {
  'content-security-policy': contentPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
