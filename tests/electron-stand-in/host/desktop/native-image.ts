/** Electron's `nativeImage`: keeps where a picture came from and its real size, draws nothing. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { ImageRecord } from '../../record.ts';
import { StrictObject } from '../strict.ts';

const pngSignature = '89504e470d0a1a0a';

interface Picture {
  png: Buffer;
  widthPx: number;
  heightPx: number;
}

export class NativeImage
  extends StrictObject
  implements
    Pick<
      Electron.NativeImage,
      | 'isEmpty'
      | 'getSize'
      | 'setTemplateImage'
      | 'isTemplateImage'
      | 'addRepresentation'
      | 'getScaleFactors'
      | 'toPNG'
      | 'toDataURL'
    >
{
  readonly #path: string | null;
  readonly #pictures = new Map<number, Picture>();
  #isTemplate = false;

  constructor(path: string | null, png: Buffer | null) {
    super();
    this.#path = path;
    if (png) this.#pictures.set(1, pictureOf(png));
  }

  /** As in Electron, a missing file makes an empty image; `name@2x.png` beside it is its picture for scale factor 2. */
  static createFromPath(path: string): NativeImage {
    if (!existsSync(path)) return new NativeImage(path, null);
    const image = new NativeImage(path, readFileSync(path));
    image.#isTemplate = /Template(@[\d.]+x)?$/.test(basename(path, extname(path)));
    for (const scaleFactor of [1.25, 1.5, 2, 3, 4]) {
      const other = join(dirname(path), `${basename(path, extname(path))}@${String(scaleFactor)}x${extname(path)}`);
      if (existsSync(other)) image.#pictures.set(scaleFactor, pictureOf(readFileSync(other)));
    }
    return image;
  }

  static createEmpty(): NativeImage {
    return new NativeImage(null, null);
  }

  static createFromBuffer(buffer: Buffer): NativeImage {
    return new NativeImage(null, buffer);
  }

  /** Keeps no pixels, only the size. */
  static createFromBitmap(_pixels: Buffer, { width, height }: { width: number; height: number }): NativeImage {
    const image = new NativeImage(null, null);
    image.#pictures.set(1, { png: Buffer.alloc(0), widthPx: width, heightPx: height });
    return image;
  }

  static createFromDataURL(dataUrl: string): NativeImage {
    return new NativeImage(null, fromDataUrl(dataUrl));
  }

  static of(image: NativeImage | string): NativeImage {
    return typeof image === 'string' ? NativeImage.createFromPath(image) : image;
  }

  isEmpty(): boolean {
    return this.#pictures.size === 0;
  }

  getSize(scaleFactor = 1): Electron.Size {
    const picture = this.#pictures.get(scaleFactor) ?? this.#first();
    return { width: picture?.widthPx ?? 0, height: picture?.heightPx ?? 0 };
  }

  setTemplateImage(isTemplate: boolean): void {
    this.#isTemplate = isTemplate;
  }

  isTemplateImage(): boolean {
    return this.#isTemplate;
  }

  addRepresentation({ scaleFactor = 1, buffer, dataURL }: Electron.AddRepresentationOptions): void {
    const png = buffer ?? (dataURL === undefined ? undefined : fromDataUrl(dataURL));
    if (!png) throw new Error('Electron stand-in: addRepresentation needs a buffer or a data URL');
    this.#pictures.set(scaleFactor, pictureOf(png));
  }

  getScaleFactors(): number[] {
    return [...this.#pictures.keys()].sort((a, b) => a - b);
  }

  toPNG(): Buffer {
    return this.#first()?.png ?? Buffer.alloc(0);
  }

  toDataURL(): string {
    return `data:image/png;base64,${this.toPNG().toString('base64')}`;
  }

  describe(): ImageRecord {
    const { width, height } = this.getSize();
    return {
      path: this.#path,
      widthPx: width,
      heightPx: height,
      isTemplate: this.#isTemplate,
      scaleFactors: this.getScaleFactors(),
    };
  }

  #first(): Picture | undefined {
    return this.#pictures.values().next().value;
  }
}

/** @see PNG, third edition, 11.2.2: width and height are the first eight bytes of IHDR's content, at 16 */
function pictureOf(png: Buffer): Picture {
  if (png.toString('hex', 0, 8) !== pngSignature) return { png, widthPx: 0, heightPx: 0 };
  return { png, widthPx: png.readUInt32BE(16), heightPx: png.readUInt32BE(20) };
}

const fromDataUrl = (dataUrl: string): Buffer => Buffer.from(dataUrl.slice(dataUrl.indexOf(',') + 1), 'base64');
