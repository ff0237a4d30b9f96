/** Electron's `screen`: displays that a test may replace. */
import { cancelable } from '../event.ts';
import { StrictEmitter } from '../strict.ts';
import type { DisplayRecord } from '../../record.ts';
import { strict } from '../strict.ts';

type Display = Pick<
  Electron.Display,
  'id' | 'bounds' | 'workArea' | 'size' | 'workAreaSize' | 'scaleFactor' | 'rotation' | 'internal' | 'label'
>;

const fullHd: DisplayRecord = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  scaleFactor: 1,
};

export class Screen extends StrictEmitter {
  #displays: readonly [Display, ...Display[]] = [displayOf(fullHd)];

  getPrimaryDisplay(): Display {
    return this.#displays[0];
  }

  getAllDisplays(): Display[] {
    return [...this.#displays];
  }

  getDisplayNearestPoint({ x, y }: Electron.Point): Display {
    return nearest(this.#displays, x, y);
  }

  getDisplayMatching({ x, y, width, height }: Electron.Rectangle): Display {
    return nearest(this.#displays, x + width / 2, y + height / 2);
  }

  getCursorScreenPoint(): Electron.Point {
    const { x, y, width, height } = this.getPrimaryDisplay().bounds;
    return { x: x + Math.round(width / 2), y: y + Math.round(height / 2) };
  }

  /** Emits what Electron emits for displays that went, came or changed. @throws Error for an empty list */
  replace(records: DisplayRecord[]): void {
    const [first, ...rest] = records.map(displayOf);
    if (!first) throw new Error('A computer has at least one display.');
    const before = this.#displays;
    this.#displays = [first, ...rest];
    const find = (list: readonly Display[], { id }: Display): Display | undefined => list.find((one) => one.id === id);
    for (const old of before) if (!find(this.#displays, old)) this.emit('display-removed', cancelable({}), old);
    for (const display of this.#displays) {
      if (find(before, display)) {
        this.emit('display-metrics-changed', cancelable({}), display, ['bounds', 'workArea', 'scaleFactor']);
      } else this.emit('display-added', cancelable({}), display);
    }
  }
}

function displayOf({ id, bounds, workArea, scaleFactor }: DisplayRecord): Display {
  const size = { width: bounds.width, height: bounds.height };
  const workAreaSize = { width: workArea.width, height: workArea.height };
  const label = `Display ${String(id)}`;
  return strict('Display', {
    id,
    bounds,
    workArea,
    size,
    workAreaSize,
    scaleFactor,
    rotation: 0,
    internal: false,
    label,
  });
}

function nearest(displays: readonly [Display, ...Display[]], x: number, y: number): Display {
  const gap = (value: number, from: number, length: number): number =>
    Math.max(from - value, 0, value - (from + length - 1));
  const distance = ({ bounds }: Display): number =>
    Math.hypot(gap(x, bounds.x, bounds.width), gap(y, bounds.y, bounds.height));
  return displays.reduce((best, display) => (distance(display) < distance(best) ? display : best));
}
