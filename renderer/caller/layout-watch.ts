/** Notices every change of what stands where: parts that come and go, and sizes. Running timers change text alone and do not count. */

export interface LayoutListener {
  /** Something appeared, moved or went. */
  moved(): void;
  /** @param heightPx of the whole content, a whole number */
  resized(heightPx: number): void;
}

export interface LayoutWatch {
  /** Tells the height now instead of at the next frame: a hidden window has no frames, and is shown at its right size. */
  measure(): void;
  stop(): void;
}

/** @param content the element that holds everything, as high as its content */
export function watchLayout(content: HTMLElement, listener: LayoutListener): LayoutWatch {
  let lastHeightPx = 0;
  const measure = (): void => {
    const heightPx = Math.ceil(content.getBoundingClientRect().height);
    // An empty page is about to be hidden: its window does not shrink before.
    if (heightPx === 0 || heightPx === lastHeightPx) return;
    lastHeightPx = heightPx;
    listener.resized(heightPx);
  };
  const parts = new MutationObserver(() => {
    listener.moved();
  });
  parts.observe(content, { childList: true, subtree: true });
  const size = new ResizeObserver(() => {
    listener.moved();
    measure();
  });
  size.observe(content);
  return {
    measure,
    stop: () => {
      parts.disconnect();
      size.disconnect();
    },
  };
}
