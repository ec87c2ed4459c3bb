import { encodeRgbPng } from '../charts/rgb-png.ts';

/** The same picture on white, opaque, eight bits a colour: the one kind of PNG that each format takes without decoding it. */
export async function flattenPng(bytes: Uint8Array, size: { readonly width: number; readonly height: number }): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const href = `data:image/png;base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')}`;
  const frame = `width="${size.width}" height="${size.height}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${frame}><image ${frame} image-rendering="pixelated" href="${href}"/></svg>`;
  const image = await renderAsync(svg, { background: '#ffffff', font: { loadSystemFonts: false }, imageRendering: 1 });
  return encodeRgbPng(image.pixels, image.width, image.height);
}
