/** Packs pictures of several sizes into a Windows .ico file. */

export interface Picture {
  /** Width and height in pixels, at most 256. */
  readonly size: number;
  /** Four bytes a pixel, from the top left: red, green, blue, alpha; not premultiplied. */
  readonly rgba: Uint8Array;
}

/** An .ico with 32-bit bitmaps, which every Windows reads at every size; PNG inside is promised for 256 only.
 *  @see https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10) */
export function packIco(pictures: readonly Picture[]): Buffer {
  const images = pictures.map(bitmap);
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  for (const [index, image] of images.entries()) {
    const at = 6 + 16 * index;
    const size = image.readInt32LE(4);
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(image.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += image.length;
  }
  return Buffer.concat([header, ...images]);
}

/** BITMAPINFOHEADER, the pixels bottom up as BGRA, and a mask that says nothing because alpha says all. */
function bitmap({ size, rgba }: Picture): Buffer {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(size, 4);
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const from = ((size - 1 - y) * size + x) * 4;
      const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(from, from + 4);
      pixels.set([blue, green, red, alpha], (y * size + x) * 4);
    }
  }
  const maskRowBytes = Math.ceil(size / 32) * 4;
  return Buffer.concat([header, pixels, Buffer.alloc(maskRowBytes * size)]);
}
